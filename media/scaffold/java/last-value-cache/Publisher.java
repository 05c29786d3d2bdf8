import java.util.Arrays;

import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Last value cache, the publisher: five sensors in turn, it knows nothing of the cache. */
public final class Publisher {
    private static final String USAGE = "usage: publisher [FRONTEND] [INTERVAL]";
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
        long interval = args.length > 1 ? number(args[1]) : 1000;
        if (args.length > 2 || interval < 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, frontend, interval);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.PUB is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String frontend, long interval) throws InterruptedException {
        ZMQ.Socket socket = context.createSocket(ZMQ.PUB);
        socket.setLinger(0);
        bind(socket, frontend);
        System.out.println("ready");

        for (long n = 1; pause(interval); n++) {
            String topic = "sensor." + ((n - 1) % 5 + 1);
            socket.sendMore(topic);
            socket.send("value " + n);
            System.out.println(topic + ": value " + n);
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

    private static void bind(ZMQ.Socket socket, String endpoint) {
        try {
            socket.bind(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot bind " + endpoint + ": " + reason(e), e);
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
