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

/** Paranoid Pirate, the queue: gives requests only to workers that have shown a sign of life lately. */
public final class Queue {
    private static final String USAGE = "usage: queue [FRONTEND] [BACKEND]";
    /** The longest wait in one piece, in ms: Ctrl-C is seen after it at the latest. */
    private static final int PIECE = 250;
    // PPP, RFC 6
    private static final byte[] READY = {1};
    private static final byte[] HEARTBEAT = {2};
    private static final int HEARTBEAT_INTERVAL = 1000;
    private static final int LIVENESS = 3;

    private static volatile boolean running = true;
    /** Of an end that nobody planned, until {@code run} is through. */
    private static volatile int exitCode = 1;

    /** The workers that have been heard of, in the order in which they became idle. */
    private static final List<Worker> KNOWN = new ArrayList<>();

    private static final class Worker {
        private final byte[] name;
        private boolean isIdle = true;
        private long expires;

        private Worker(byte[] name) {
            this.name = name;
        }
    }

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

    @SuppressWarnings("deprecation") // ZMQ.ROUTER is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String frontend, String backend) {
        ZMQ.Socket clients = context.createSocket(ZMQ.ROUTER);
        clients.setLinger(0);
        bind(clients, frontend);
        ZMQ.Socket workers = context.createSocket(ZMQ.ROUTER);
        workers.setLinger(0);
        workers.setRouterHandover(true); // a worker that reconnects has its old routing id
        bind(workers, backend);
        System.out.println("ready");

        ZMQ.Poller both = context.getContext().poller(2);
        both.register(workers, ZMQ.Poller.POLLIN);
        both.register(clients, ZMQ.Poller.POLLIN);
        // Requests wait in the clients' socket while no worker is idle.
        ZMQ.Poller workersOnly = context.getContext().poller(1);
        workersOnly.register(workers, ZMQ.Poller.POLLIN);
        long nextHeartbeat = now() + HEARTBEAT_INTERVAL;
        while (running) {
            ZMQ.Poller active = KNOWN.stream().anyMatch(worker -> worker.isIdle) ? both : workersOnly;
            active.poll(Math.max(0, Math.min(nextHeartbeat - now(), PIECE)));
            boolean hasRequest = active == both && active.pollin(1);
            if (active.pollin(0)) {
                fromWorker(ZMsg.recvMsg(workers), clients);
            }
            if (hasRequest) {
                fromClient(ZMsg.recvMsg(clients), workers);
            }
            KNOWN.removeIf(Queue::isGone);
            if (now() >= nextHeartbeat) {
                for (Worker worker : KNOWN) {
                    send(workers, worker.name, HEARTBEAT);
                }
                nextHeartbeat = now() + HEARTBEAT_INTERVAL;
            }
        }
    }

    private static boolean isGone(Worker worker) {
        boolean isGone = worker.expires < now();
        if (isGone) {
            System.out.println("worker " + nameOf(worker.name) + " gone");
        }
        return isGone;
    }

    private static void fromWorker(ZMsg message, ZMQ.Socket clients) {
        byte[] name = message.pop().getData();
        Worker worker = KNOWN.stream()
                .filter(known -> Arrays.equals(known.name, name))
                .findFirst()
                .orElseGet(() -> new Worker(name));
        boolean isHeartbeat = message.size() == 1 && is(message.getFirst(), HEARTBEAT);
        boolean isReady = message.size() == 1 && is(message.getFirst(), READY);
        worker.expires = now() + LIVENESS * HEARTBEAT_INTERVAL;
        if (isHeartbeat && KNOWN.contains(worker)) {
            return;
        }
        if (isReady || isHeartbeat) {
            // a heartbeat of a worker that is unknown: this queue has been started anew
            System.out.println("worker " + nameOf(name) + " ready");
        } else if (message.size() == 3) {
            message.send(clients);
        } else {
            System.err.println("skipped a message of " + nameOf(name) + " that is no PPP");
            return;
        }
        KNOWN.remove(worker);
        KNOWN.add(worker);
        worker.isIdle = true;
    }

    private static void fromClient(ZMsg message, ZMQ.Socket workers) {
        if (message.size() != 3) {
            System.err.println("skipped a request that is not one frame behind an empty one");
            return;
        }
        for (Worker worker : KNOWN) {
            if (worker.isIdle) {
                worker.isIdle = false;
                message.push(worker.name);
                message.send(workers);
                return;
            }
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

    private static boolean is(ZFrame frame, byte[] data) {
        return Arrays.equals(frame.getData(), data);
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
