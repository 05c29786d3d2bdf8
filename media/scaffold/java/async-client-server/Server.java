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

/** Asynchronous server: one ROUTER socket for any number of clients, several replies for a request. */
public final class Server {
    private static final String USAGE = "usage: server [SERVICE]";
    /** The longest wait in one piece, in ms: Ctrl-C is seen after it at the latest. */
    private static final int PIECE = 250;

    private static volatile boolean running = true;
    /** Of an end that nobody planned, until {@code run} is through. */
    private static volatile int exitCode = 1;

    public static void main(String[] args) {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        String service = args.length > 0 ? args[0] : "{{endpoint.service}}";
        if (args.length > 1) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, service);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.ROUTER is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String service) {
        ZMQ.Socket socket = context.createSocket(ZMQ.ROUTER);
        socket.setLinger(0);
        socket.setReceiveTimeOut(PIECE);
        bind(socket, service);
        System.out.println("ready");

        for (ZMsg message = receive(socket); message != null; message = receive(socket)) {
            byte[] peer = message.pop().getData();
            List<String> texts = texts(message);
            if (texts.size() == 1 && texts.get(0).startsWith("request ")) {
                System.out.println(nameOf(peer) + ": " + texts.get(0));
                String number = texts.get(0).substring("request ".length());
                reply(socket, peer, "accepted " + number);
                reply(socket, peer, "done " + number);
            } else {
                System.err.println("a request of " + nameOf(peer) + " that is unknown");
                reply(socket, peer, "unknown request");
            }
        }
    }

    private static void reply(ZMQ.Socket socket, byte[] peer, String text) {
        socket.sendMore(peer);
        socket.send(text);
    }

    private static void bind(ZMQ.Socket socket, String endpoint) {
        try {
            socket.bind(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot bind " + endpoint + ": " + reason(e), e);
        }
    }

    /** A routing id as text, in hex where it is not printable. */
    private static String nameOf(byte[] peer) {
        List<String> texts = texts(List.of(new ZFrame(peer)));
        if (!texts.isEmpty() && texts.get(0).chars().noneMatch(Character::isISOControl)) {
            return texts.get(0);
        }
        StringBuilder hex = new StringBuilder("0x");
        for (byte each : peer) {
            hex.append(String.format("%02x", each));
        }
        return hex.toString();
    }

    /** The next message; null when the program shall end before. */
    private static ZMsg receive(ZMQ.Socket socket) {
        ZMsg message = null;
        while (running && message == null) {
            message = ZMsg.recvMsg(socket); // null after the receive timeout
        }
        return message;
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
