import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Majordomo, the broker (MDP/0.1, RFC 7): brings requests to a worker that offers the service. */
public final class Broker {
    private static final String USAGE = "usage: broker [BROKER]";
    /** The longest wait in one piece, in ms: Ctrl-C is seen after it at the latest. */
    private static final int PIECE = 250;
    // MDP/0.1, RFC 7
    private static final byte[] EMPTY = {};
    private static final byte[] CLIENT = "MDPC01".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WORKER = "MDPW01".getBytes(StandardCharsets.UTF_8);
    private static final byte[] READY = {1};
    private static final byte[] REQUEST = {2};
    private static final byte[] REPLY = {3};
    private static final byte[] HEARTBEAT = {4};
    private static final byte[] DISCONNECT = {5};
    private static final int HEARTBEAT_INTERVAL = 1000;
    private static final int LIVENESS = 3;

    private static volatile boolean running = true;
    /** Of an end that nobody planned, until {@code run} is through. */
    private static volatile int exitCode = 1;

    private static final class Worker {
        private final String service;
        private long expires = now() + LIVENESS * HEARTBEAT_INTERVAL;

        private Worker(String service) {
            this.service = service;
        }
    }

    private static final class Service {
        /** The frames of the clients: routing id, empty, header, service, body. */
        private final Deque<ZFrame[]> requests = new ArrayDeque<>();
        private final Deque<ZFrame> idle = new ArrayDeque<>();
    }

    private final ZMQ.Socket socket;
    private final Map<String, Service> services = new HashMap<>();
    /** By routing id. */
    private final Map<ZFrame, Worker> workers = new HashMap<>();

    private Broker(ZMQ.Socket socket) {
        this.socket = socket;
    }

    public static void main(String[] args) {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        String broker = args.length > 0 ? args[0] : "{{endpoint.broker}}";
        if (args.length > 1) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, broker);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.ROUTER is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String broker) {
        ZMQ.Socket socket = context.createSocket(ZMQ.ROUTER);
        socket.setLinger(0);
        socket.setReceiveTimeOut(PIECE);
        bind(socket, broker);
        System.out.println("ready");

        new Broker(socket).serve();
    }

    private void serve() {
        long nextHeartbeat = now() + HEARTBEAT_INTERVAL;
        while (running) {
            socket.setReceiveTimeOut((int) Math.max(0, Math.min(nextHeartbeat - now(), PIECE)));
            ZMsg message = ZMsg.recvMsg(socket);
            if (message != null) {
                take(message.toArray(new ZFrame[0]));
            }
            if (now() >= nextHeartbeat) {
                checkWorkers();
                nextHeartbeat = now() + HEARTBEAT_INTERVAL;
            }
        }
    }

    private void take(ZFrame[] frames) {
        boolean hasHeader = frames.length > 3 && frames[1].size() == 0;
        if (hasHeader && is(frames[2], WORKER)) {
            fromWorker(frames[0], frames);
        } else if (hasHeader && is(frames[2], CLIENT) && frames.length == 5) {
            serviceOf(text(frames[3])).requests.addLast(frames);
            dispatch(text(frames[3]));
        } else {
            System.err.println("skipped a message that is no MDP");
        }
    }

    private void fromWorker(ZFrame sender, ZFrame[] frames) {
        Worker worker = workers.get(sender);
        if (is(frames[3], READY) && frames.length == 5 && worker == null) {
            String service = text(frames[4]);
            System.out.println("worker ready: " + service);
            workers.put(sender, new Worker(service));
            setIdle(sender, service);
        } else if (is(frames[3], REPLY) && frames.length == 7 && worker != null) {
            byte[] service = worker.service.getBytes(StandardCharsets.UTF_8);
            send(socket, frames[4].getData(), EMPTY, CLIENT, service, frames[6].getData());
            worker.expires = now() + LIVENESS * HEARTBEAT_INTERVAL;
            setIdle(sender, worker.service);
        } else if (is(frames[3], HEARTBEAT) && worker != null) {
            worker.expires = now() + LIVENESS * HEARTBEAT_INTERVAL;
        } else {
            forget(sender);
            if (!is(frames[3], DISCONNECT)) {
                // out of turn, or of a worker that this broker does not know: it shall begin anew
                send(socket, sender.getData(), EMPTY, WORKER, DISCONNECT);
            }
        }
    }

    private Service serviceOf(String name) {
        return services.computeIfAbsent(name, key -> new Service());
    }

    private void setIdle(ZFrame sender, String service) {
        serviceOf(service).idle.addLast(sender);
        dispatch(service);
    }

    /** Gives the requests that wait for a service to its idle workers. */
    private void dispatch(String name) {
        Service service = serviceOf(name);
        while (!service.requests.isEmpty() && !service.idle.isEmpty()) {
            ZFrame[] request = service.requests.removeFirst();
            byte[] worker = service.idle.removeFirst().getData();
            send(socket, worker, EMPTY, WORKER, REQUEST, request[0].getData(), EMPTY, request[4].getData());
        }
    }

    /** Sends the heartbeats and forgets the workers that sent none. */
    private void checkWorkers() {
        for (ZFrame sender : List.copyOf(workers.keySet())) {
            if (workers.get(sender).expires < now()) {
                forget(sender);
            } else {
                send(socket, sender.getData(), EMPTY, WORKER, HEARTBEAT);
            }
        }
    }

    private void forget(ZFrame sender) {
        Worker worker = workers.remove(sender);
        if (worker != null) {
            System.out.println("worker gone: " + worker.service);
            serviceOf(worker.service).idle.remove(sender);
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

    private static void send(ZMQ.Socket socket, byte[]... frames) {
        for (int i = 0; i < frames.length; i++) {
            socket.send(frames[i], i < frames.length - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private static String text(ZFrame frame) {
        return new String(frame.getData(), StandardCharsets.UTF_8);
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
