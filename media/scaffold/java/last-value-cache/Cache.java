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

/** Last value cache: passes updates on and gives each new subscriber the last value of its topics. */
public final class Cache {
    private static final String USAGE = "usage: cache [FRONTEND] [BACKEND]";
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
        String frontend = args.length > 0 ? args[0] : "{{endpoint.frontend}}";
        String backend = args.length > 1 ? args[1] : "{{endpoint.backend}}";
        if (args.length > 2) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, frontend, backend);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.SUB is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String frontend, String backend) {
        ZMQ.Socket updates = context.createSocket(ZMQ.SUB);
        updates.setLinger(0);
        updates.subscribe(ZMQ.SUBSCRIPTION_ALL);
        connect(updates, frontend);
        ZMQ.Socket subscribers = context.createSocket(ZMQ.XPUB);
        subscribers.setLinger(0);
        subscribers.setXpubVerbose(true); // every subscription is told, not only the first for a topic
        bind(subscribers, backend);
        System.out.println("ready");

        Map<String, String> last = new TreeMap<>();
        ZMQ.Poller poller = context.getContext().poller(2);
        poller.register(updates, ZMQ.Poller.POLLIN);
        poller.register(subscribers, ZMQ.Poller.POLLIN);
        while (running) {
            poller.poll(PIECE);
            if (poller.pollin(0)) {
                List<String> update = texts(ZMsg.recvMsg(updates));
                if (update.size() == 2) {
                    send(subscribers, update.get(0), update.get(1));
                    last.put(update.get(0), update.get(1));
                } else {
                    System.err.println("skipped an update that is not a topic and a value");
                }
            }
            if (poller.pollin(1)) {
                // a subscription is the byte 1 and the prefix of the topics
                byte[] frame = subscribers.recv();
                if (frame.length > 0 && frame[0] == 1) {
                    replay(new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8), last, subscribers);
                }
            }
        }
    }

    private static void replay(String prefix, Map<String, String> last, ZMQ.Socket subscribers) {
        int count = 0;
        for (Map.Entry<String, String> each : last.entrySet()) {
            if (each.getKey().startsWith(prefix)) {
                send(subscribers, each.getKey(), each.getValue());
                count++;
            }
        }
        System.out.println("replayed " + count + " values for " + prefix);
    }

    private static void send(ZMQ.Socket socket, String topic, String value) {
        socket.sendMore(topic);
        socket.send(value);
    }

    private static void bind(ZMQ.Socket socket, String endpoint) {
        try {
            socket.bind(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot bind " + endpoint + ": " + reason(e), e);
        }
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
