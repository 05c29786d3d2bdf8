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

/** Lazy Pirate, the client: gives up on a reply after a while and asks again on a new socket. */
public final class Client {
    private static final String USAGE = "usage: client [SERVICE] [TIMEOUT] [RETRIES] [INTERVAL]";
    /** The longest wait in one piece, in ms: Ctrl-C is seen after it at the latest. */
    private static final int PIECE = 250;

    private static volatile boolean running = true;
    /** Of an end that nobody planned, until {@code run} is through. */
    private static volatile int exitCode = 1;

    public static void main(String[] args) throws InterruptedException {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        String service = args.length > 0 ? args[0] : "{{endpoint.service}}";
        long timeout = args.length > 1 ? number(args[1]) : 2500;
        long retries = args.length > 2 ? number(args[2]) : 3;
        long interval = args.length > 3 ? number(args[3]) : 1000;
        if (args.length > 4 || timeout < 0 || retries < 0 || interval < 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, service, timeout, retries, interval);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    private static void run(ZContext context, String service, long timeout, long retries, long interval)
            throws InterruptedException {
        ZMQ.Socket socket = open(context, service);
        for (long n = 1; pause(interval); n++) {
            String request = "Hello " + n;
            socket.send(request);
            ZMsg reply = receive(socket, timeout);
            for (long retry = 1; running && reply == null; retry++) {
                if (retry > retries) {
                    throw new IllegalStateException("the server seems to be gone");
                }
                System.out.println("no reply, retrying " + retry + " of " + retries);
                // a REQ socket that waits for a reply cannot send again: a new one takes its place
                socket.close();
                socket = open(context, service);
                socket.send(request);
                reply = receive(socket, timeout);
            }
            if (reply == null) {
                return;
            }
            List<String> texts = texts(reply);
            if (texts.size() == 1) {
                System.out.println(request + " -> " + texts.get(0));
            } else {
                System.err.println("skipped a reply that is not one frame of text");
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
