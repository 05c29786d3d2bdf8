import java.util.Arrays;

import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** A publisher behind an XSUB/XPUB proxy: it connects, so that any number of them can come and go. */
public final class Publisher {
    private static final String USAGE = "usage: publisher [FRONTEND] [TOPIC] [INTERVAL]";
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
        String frontend = args.length > 0 ? args[0] : "{{endpoint.frontend}}";
        String topic = args.length > 1 ? args[1] : "{{topic}}";
        long interval = args.length > 2 ? number(args[2]) : 1000;
        if (args.length > 3 || interval < 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, frontend, topic, interval);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.PUB is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String frontend, String topic, long interval)
            throws InterruptedException {
        ZMQ.Socket socket = context.createSocket(ZMQ.PUB);
        socket.setLinger(0);
        connect(socket, frontend);

        for (long n = 1; pause(interval); n++) {
            socket.sendMore(topic);
            socket.send("update " + n);
            System.out.println(topic + ": update " + n);
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

    private static void connect(ZMQ.Socket socket, String endpoint) {
        try {
            socket.connect(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot connect to " + endpoint + ": " + reason(e), e);
        }
    }

    /** False when the program shall end before the time is over. */
    private static boolean pause(long milliseconds) throws InterruptedException {
        for (long left = milliseconds; running && left > 0; left -= PIECE) {
            Thread.sleep(Math.min(left, PIECE));
        }
        return running;
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
