import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Clone, a client: takes a snapshot of the store, then follows the changes and makes some itself. */
public final class Client {
    private static final String USAGE = "usage: client [SNAPSHOT] [UPDATES] [COLLECTOR] [NAME] [INTERVAL]";
    /** The longest wait in one piece, in ms: Ctrl-C is seen after it at the latest. */
    private static final int PIECE = 250;

    private static volatile boolean running = true;
    /** Of an end that nobody planned, until {@code run} is through. */
    private static volatile int exitCode = 1;

    /** A key-value message: key, sequence (8 bytes, network order), body. */
    private static final class Pair {
        private final String key;
        private final long sequence;
        private final String body;

        private Pair(String key, long sequence, String body) {
            this.key = key;
            this.sequence = sequence;
            this.body = body;
        }

        /** Null where the message is none. */
        private static Pair read(ZMsg message) {
            ZFrame[] frames = message.toArray(new ZFrame[0]);
            List<String> texts = frames.length == 3 ? texts(List.of(frames[0], frames[2])) : List.of();
            if (texts.isEmpty() || frames[1].size() != Long.BYTES) {
                System.err.println("skipped a message that is not a key, a sequence and a body");
                return null;
            }
            return new Pair(texts.get(0), ByteBuffer.wrap(frames[1].getData()).getLong(), texts.get(1));
        }
    }

    public static void main(String[] args) {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        String snapshot = args.length > 0 ? args[0] : "{{endpoint.snapshot}}";
        String updates = args.length > 1 ? args[1] : "{{endpoint.updates}}";
        String collector = args.length > 2 ? args[2] : "{{endpoint.collector}}";
        String name = args.length > 3 ? args[3] : "client-1";
        long interval = args.length > 4 ? number(args[4]) : 1000;
        if (args.length > 5 || interval < 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, snapshot, updates, collector, name, interval);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.SUB is in all versions of JeroMQ, SocketType since 0.5
    private static void run(
            ZContext context, String snapshot, String updates, String collector, String name, long interval) {
        ZMQ.Socket subscriber = context.createSocket(ZMQ.SUB);
        subscriber.setLinger(0);
        // before the snapshot is asked for, so that no change between the two is lost
        subscriber.subscribe(ZMQ.SUBSCRIPTION_ALL);
        connect(subscriber, updates);
        ZMQ.Socket dealer = context.createSocket(ZMQ.DEALER);
        dealer.setLinger(0);
        connect(dealer, snapshot);
        ZMQ.Socket pusher = context.createSocket(ZMQ.PUSH);
        pusher.setLinger(0);
        connect(pusher, collector);

        Map<String, String> store = new TreeMap<>();
        long sequence = takeSnapshot(dealer, store);
        if (!running) {
            return;
        }
        System.out.println("snapshot of " + store.size() + " keys at " + sequence);

        long next = now() + interval;
        for (long n = 1; running;) {
            long left = next - now();
            if (left > 0) {
                subscriber.setReceiveTimeOut((int) Math.min(left, PIECE));
                sequence = apply(ZMsg.recvMsg(subscriber), store, sequence);
                continue;
            }
            String key = name + "." + ((n - 1) % 5 + 1);
            if (pusher.send(key, ZMQ.DONTWAIT | ZMQ.SNDMORE)) {
                pusher.sendMore(new byte[Long.BYTES]);
                pusher.send(Long.toString(n));
            } else {
                System.err.println("change " + n + " not sent: the queue is full");
            }
            n++;
            next = now() + interval;
        }
    }

    /** Asks every second until the snapshot comes; gives its sequence. */
    private static long takeSnapshot(ZMQ.Socket dealer, Map<String, String> store) {
        long next = now();
        while (running) {
            if (now() >= next) {
                dealer.send("ICANHAZ?");
                next = now() + 1000;
            }
            dealer.setReceiveTimeOut(PIECE);
            ZMsg message = ZMsg.recvMsg(dealer);
            Pair pair = message == null ? null : Pair.read(message);
            if (pair != null && pair.key.equals("KTHXBAI") && pair.body.isEmpty()) {
                return pair.sequence;
            }
            if (pair != null) {
                store.put(pair.key, pair.body);
            }
        }
        return 0;
    }

    /** The sequence of the store after the update. */
    private static long apply(ZMsg update, Map<String, String> store, long sequence) {
        Pair pair = update == null ? null : Pair.read(update);
        if (pair == null || pair.sequence <= sequence) {
            return sequence; // the snapshot has it
        }
        System.out.println(pair.key + " = " + pair.body + " (" + pair.sequence + ")");
        if (pair.body.isEmpty()) {
            store.remove(pair.key);
        } else {
            store.put(pair.key, pair.body);
        }
        return pair.sequence;
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
