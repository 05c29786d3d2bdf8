import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Publish-subscribe with a synchronised start, the publisher: no update before all subscribers are there. */
public final class Publisher {
    private static final String USAGE = "usage: publisher [DATA] [SYNC] [TOPIC] [SUBSCRIBERS] [INTERVAL]";
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
        String data = args.length > 0 ? args[0] : "{{endpoint.data}}";
        String sync = args.length > 1 ? args[1] : "{{endpoint.sync}}";
        String topic = args.length > 2 ? args[2] : "{{topic}}";
        long subscribers = args.length > 3 ? number(args[3]) : 1;
        long interval = args.length > 4 ? number(args[4]) : 1000;
        if (args.length > 5 || subscribers < 0 || interval < 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, data, sync, topic, subscribers, interval);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.PUB is in all versions of JeroMQ, SocketType since 0.5
    private static void run(
            ZContext context, String data, String sync, String topic, long subscribers, long interval) {
        ZMQ.Socket publisher = context.createSocket(ZMQ.PUB);
        publisher.setLinger(0);
        bind(publisher, data);
        ZMQ.Socket checkIn = context.createSocket(ZMQ.REP);
        checkIn.setLinger(0);
        bind(checkIn, sync);
        System.out.println("ready");

        // Who receives a "sync" is connected and subscribed; it says so on the other socket.
        for (long present = 0; present < subscribers;) {
            if (!running) {
                return;
            }
            publisher.send("sync");
            if (answerCheckIn(checkIn, 100)) {
                present++;
                System.out.println("subscriber " + present + " of " + subscribers);
            }
        }

        long next = now() + interval;
        for (long n = 1; running;) {
            long left = next - now();
            if (left > 0) {
                answerCheckIn(checkIn, (int) Math.min(left, PIECE));
                continue;
            }
            publisher.sendMore(topic);
            publisher.send("update " + n);
            System.out.println(topic + ": update " + n);
            n++;
            next = now() + interval;
        }
    }

    /** Waits for a subscriber that says "ready", and answers it. */
    private static boolean answerCheckIn(ZMQ.Socket checkIn, int milliseconds) {
        checkIn.setReceiveTimeOut(milliseconds);
        ZMsg message = ZMsg.recvMsg(checkIn);
        if (message == null) {
            return false;
        }
        boolean isReady = message.size() == 1 && message.getFirst().streq("ready");
        checkIn.send(isReady ? "go" : "say ready");
        if (!isReady) {
            System.err.println("a check-in that is not \"ready\"");
        }
        return isReady;
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

    private static void bind(ZMQ.Socket socket, String endpoint) {
        try {
            socket.bind(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot bind " + endpoint + ": " + reason(e), e);
        }
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
