import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Asynchronous client: sends requests at its own pace and shows the replies as they come. */
public final class Client {
    private static final String USAGE = "usage: client [SERVICE] [NAME] [INTERVAL]";
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
        String name = args.length > 1 ? args[1] : "client-1";
        long interval = args.length > 2 ? number(args[2]) : 1000;
        if (args.length > 3 || interval < 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, service, name, interval);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.DEALER is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String service, String name, long interval) {
        ZMQ.Socket socket = context.createSocket(ZMQ.DEALER);
        socket.setLinger(0);
        setName(socket, name);
        connect(socket, service);

        long next = now() + interval;
        for (long n = 1; running;) {
            long left = next - now();
            if (left > 0) {
                socket.setReceiveTimeOut((int) Math.min(left, PIECE));
                show(ZMsg.recvMsg(socket));
                continue;
            }
            if (!socket.send("request " + n, ZMQ.DONTWAIT)) {
                System.err.println("request " + n + " not sent: the queue is full");
            }
            n++;
            next = now() + interval;
        }
    }

    private static void show(ZMsg reply) {
        if (reply == null) {
            return;
        }
        List<String> texts = texts(reply);
        if (texts.size() == 1) {
            System.out.println(texts.get(0));
        } else {
            System.err.println("skipped a reply that is not one frame of text");
        }
    }

    /** A number that is not negative; -1 where the text is none. */
    private static long number(String text) {
        try {
            return Math.max(Long.parseLong(text), -1);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Milliseconds of a clock that nobody sets. */
    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static void connect(ZMQ.Socket socket, String endpoint) {
        try {
            socket.connect(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot connect to " + endpoint + ": " + reason(e), e);
        }
    }

    private static void setName(ZMQ.Socket socket, String name) {
        byte[] routingId = name.getBytes(StandardCharsets.UTF_8);
        if (routingId.length == 0 || routingId.length > 255) {
            throw new IllegalStateException("cannot use the name " + name + ": it must have 1 to 255 bytes");
        }
        socket.setIdentity(routingId);
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
