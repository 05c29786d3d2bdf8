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

/** Exclusive pair, the second of the two: answers <code>ping N</code> by <code>pong N</code>. */
public final class Second {
    private static final String USAGE = "usage: second [LINK]";
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
        String link = args.length > 0 ? args[0] : "{{endpoint.link}}";
        if (args.length > 1) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, link);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.PAIR is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String link) {
        ZMQ.Socket socket = context.createSocket(ZMQ.PAIR);
        socket.setLinger(0);
        socket.setReceiveTimeOut(PIECE);
        socket.setSendTimeOut(PIECE);
        connect(socket, link);

        for (ZMsg message = receive(socket); message != null; message = receive(socket)) {
            List<String> texts = texts(message);
            if (texts.size() == 1 && texts.get(0).startsWith("ping ")) {
                String pong = "pong " + texts.get(0).substring("ping ".length());
                if (send(socket, pong)) {
                    System.out.println(texts.get(0) + " -> " + pong);
                }
            } else {
                System.err.println("skipped a message that is not \"ping N\"");
            }
        }
    }

    private static void connect(ZMQ.Socket socket, String endpoint) {
        try {
            socket.connect(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot connect to " + endpoint + ": " + reason(e), e);
        }
    }

    /** The next message; null when the program shall end before. */
    private static ZMsg receive(ZMQ.Socket socket) {
        ZMsg message = null;
        while (running && message == null) {
            message = ZMsg.recvMsg(socket); // null after the receive timeout
        }
        return message;
    }

    /** Waits until a peer takes the text; false when the program shall end before. */
    private static boolean send(ZMQ.Socket socket, String text) {
        boolean sent = false;
        while (running && !sent) {
            sent = socket.send(text); // false after the send timeout
        }
        return sent;
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
