import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Majordomo, a client (MDP/0.1, RFC 7): asks for a service by its name, as a Lazy Pirate. */
public final class Client {
    private static final String USAGE = "usage: client [BROKER] [SERVICE] [INTERVAL]";
    /** The longest wait in one piece, in ms: Ctrl-C is seen after it at the latest. */
    private static final int PIECE = 250;
    private static final String CLIENT = "MDPC01";
    private static final int TIMEOUT = 2500;
    private static final int RETRIES = 3;

    private static volatile boolean running = true;
    /** Of an end that nobody planned, until {@code run} is through. */
    private static volatile int exitCode = 1;

    public static void main(String[] args) throws InterruptedException {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        String broker = args.length > 0 ? args[0] : "{{endpoint.broker}}";
        String service = args.length > 1 ? args[1] : "echo";
        long interval = args.length > 2 ? number(args[2]) : 1000;
        if (args.length > 3 || interval < 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, broker, service, interval);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    private static void run(ZContext context, String broker, String service, long interval)
            throws InterruptedException {
        ZMQ.Socket socket = open(context, broker);
        for (long n = 1; pause(interval); n++) {
            String request = "Hello " + n;
            send(socket, service, request);
            ZMsg reply = receive(socket, TIMEOUT);
            for (int retry = 1; running && reply == null; retry++) {
                if (retry > RETRIES) {
                    throw new IllegalStateException("the server seems to be gone");
                }
                System.out.println("no reply, retrying " + retry + " of " + RETRIES);
                // a REQ socket that waits for a reply cannot send again: a new one takes its place
                socket.close();
                socket = open(context, broker);
                send(socket, service, request);
                reply = receive(socket, TIMEOUT);
            }
            if (reply == null) {
                return;
            }
            List<String> texts = texts(reply);
            if (texts.size() == 3 && texts.get(0).equals(CLIENT)) {
                System.out.println(request + " -> " + texts.get(2));
            } else {
                System.err.println("skipped a reply that is no MDP");
            }
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.REQ is in all versions of JeroMQ, SocketType since 0.5
    private static ZMQ.Socket open(ZContext context, String endpoint) {
        ZMQ.Socket socket = context.createSocket(ZMQ.REQ);
        socket.setLinger(0);
        connect(socket, endpoint);
        return socket;
    }

    private static void send(ZMQ.Socket socket, String service, String request) {
        socket.sendMore(CLIENT);
        socket.sendMore(service);
        socket.send(request);
    }

    /** A number that is not negative; -1 where the text is none. */
    private static long number(String text) {
        try {
            return Math.max(Long.parseLong(text), -1);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** False when the program shall end before the time is over. */
    private static boolean pause(long milliseconds) throws InterruptedException {
        for (long left = milliseconds; running && left > 0; left -= PIECE) {
            Thread.sleep(Math.min(left, PIECE));
        }
        return running;
    }

    /** The next message; null when none comes in time, or the program shall end before. */
    private static ZMsg receive(ZMQ.Socket socket, long milliseconds) {
        ZMsg message = null;
        for (long left = milliseconds; running && message == null && left > 0; left -= PIECE) {
            socket.setReceiveTimeOut((int) Math.min(left, PIECE));
            message = ZMsg.recvMsg(socket);
        }
        return message;
    }

    private static void connect(ZMQ.Socket socket, String endpoint) {
        try {
            socket.connect(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot connect to " + endpoint + ": " + reason(e), e);
        }
    }

    /** The frames as texts; an empty list where one is not UTF-8. */
    private static List<String> texts(Iterable<ZFrame> frames) {
        List<String> texts = new ArrayList<>();
        try {
            for (ZFrame frame : frames) {
                ByteBuffer data = ByteBuffer.wrap(frame.getData());
                texts.add(StandardCharsets.UTF_8.newDecoder().decode(data).toString());
            }
        } catch (CharacterCodingException e) {
            return List.of();
        }
        return texts;
    }

    private static String reason(RuntimeException e) {
        if (!(e instanceof ZMQException)) {
            return e.getMessage();
        }
        int code = ((ZMQException) e).getErrorCode();
        return Arrays.stream(ZMQ.Error.values())
                .filter(error -> error.getCode() == code)
                .map(ZMQ.Error::name)
                .findFirst()
                .orElse("error " + code);
    }

    /** Lets the main loop end. A JVM that a signal ends exits with 130 unless it is halted. */
    private static void shutDown(Thread main) {
        running = false;
        try {
            main.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
