import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Clone, the server: keeps the key-value store, numbers every change and publishes it. */
public final class Server {
    private static final String USAGE = "usage: server [SNAPSHOT] [UPDATES] [COLLECTOR]";
    /** The longest wait in one piece, in ms: Ctrl-C is seen after it at the latest. */
    private static final int PIECE = 250;

    private static volatile boolean running = true;
    /** Of an end that nobody planned, until {@code run} is through. */
    private static volatile int exitCode = 1;

    private static final class Pair {
        private final long sequence;
        private final String body;

        private Pair(long sequence, String body) {
            this.sequence = sequence;
            this.body = body;
        }
    }

    private static final class Store {
        private final Map<String, Pair> pairs = new TreeMap<>();
        private long sequence;
    }

    public static void main(String[] args) {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        String snapshot = args.length > 0 ? args[0] : "{{endpoint.snapshot}}";
        String updates = args.length > 1 ? args[1] : "{{endpoint.updates}}";
        String collector = args.length > 2 ? args[2] : "{{endpoint.collector}}";
        if (args.length > 3) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, snapshot, updates, collector);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.ROUTER is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String snapshot, String updates, String collector) {
        ZMQ.Socket snapshots = context.createSocket(ZMQ.ROUTER);
        snapshots.setLinger(0);
        bind(snapshots, snapshot);
        ZMQ.Socket publisher = context.createSocket(ZMQ.PUB);
        publisher.setLinger(0);
        bind(publisher, updates);
        ZMQ.Socket changes = context.createSocket(ZMQ.PULL);
        changes.setLinger(0);
        bind(changes, collector);
        System.out.println("ready");

        Store store = new Store();
        ZMQ.Poller poller = context.getContext().poller(2);
        poller.register(changes, ZMQ.Poller.POLLIN);
        poller.register(snapshots, ZMQ.Poller.POLLIN);
        while (running) {
            poller.poll(PIECE);
            if (poller.pollin(0)) {
                change(store, ZMsg.recvMsg(changes).toArray(new ZFrame[0]), publisher);
            }
            if (poller.pollin(1)) {
                ZFrame[] frames = ZMsg.recvMsg(snapshots).toArray(new ZFrame[0]);
                if (frames.length == 2 && frames[1].streq("ICANHAZ?")) {
                    sendSnapshot(frames[0].getData(), store, snapshots);
                } else {
                    System.err.println("skipped a request that is not ICANHAZ?");
                }
            }
        }
    }

    /** The sequence of a change says nothing, the server numbers it. */
    private static void change(Store store, ZFrame[] frames, ZMQ.Socket publisher) {
        List<String> texts = frames.length == 3 ? texts(List.of(frames[0], frames[2])) : List.of();
        if (texts.isEmpty() || frames[1].size() != 8) {
            System.err.println("skipped a change that is not a key, a sequence and a body");
            return;
        }
        String key = texts.get(0);
        String body = texts.get(1);
        store.sequence++;
        send(publisher, utf8(key), number(store.sequence), utf8(body));
        System.out.println(key + " = " + body + " (" + store.sequence + ")");
        if (body.isEmpty()) {
            store.pairs.remove(key);
        } else {
            store.pairs.put(key, new Pair(store.sequence, body));
        }
    }

    private static void sendSnapshot(byte[] peer, Store store, ZMQ.Socket snapshots) {
        store.pairs.forEach((key, pair) ->
                send(snapshots, peer, utf8(key), number(pair.sequence), utf8(pair.body)));
        send(snapshots, peer, utf8("KTHXBAI"), number(store.sequence), new byte[0]);
    }

    /** 8 bytes in network order. */
    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static void bind(ZMQ.Socket socket, String endpoint) {
        try {
            socket.bind(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot bind " + endpoint + ": " + reason(e), e);
        }
    }

    private static void send(ZMQ.Socket socket, byte[]... frames) {
        for (int i = 0; i < frames.length; i++) {
            socket.send(frames[i], i < frames.length - 1 ? ZMQ.SNDMORE : 0);
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
