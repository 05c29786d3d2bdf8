import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Majordomo, a worker (MDP/0.1, RFC 7): offers a service to the broker. */
public final class Worker {
    private static final String USAGE = "usage: worker [BROKER] [SERVICE]";
    /** The longest wait in one piece, in ms: Ctrl-C is seen after it at the latest. */
    private static final int PIECE = 250;
    // MDP/0.1, RFC 7
    private static final byte[] EMPTY = {};
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

    public static void main(String[] args) throws InterruptedException {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        String broker = args.length > 0 ? args[0] : "{{endpoint.broker}}";
        String service = args.length > 1 ? args[1] : "echo";
        if (args.length > 2) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, broker, service);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    private static void run(ZContext context, String broker, String service) throws InterruptedException {
        ZMQ.Socket socket = open(context, broker, service);
        long expires = now() + LIVENESS * HEARTBEAT_INTERVAL;
        long nextHeartbeat = now() + HEARTBEAT_INTERVAL;
        while (running) {
            long left = Math.min(expires, nextHeartbeat) - now();
            socket.setReceiveTimeOut((int) Math.max(0, Math.min(left, PIECE)));
            ZMsg message = ZMsg.recvMsg(socket);
            if (message != null) {
                boolean goesOn = answer(message.toArray(new ZFrame[0]), socket);
                expires = goesOn ? now() + LIVENESS * HEARTBEAT_INTERVAL : now();
            }
            if (now() >= expires) {
                System.out.println("reconnecting");
                socket.close();
                if (!pause(HEARTBEAT_INTERVAL)) {
                    return;
                }
                socket = open(context, broker, service);
                expires = now() + LIVENESS * HEARTBEAT_INTERVAL;
            }
            if (now() >= nextHeartbeat) {
                send(socket, EMPTY, WORKER, HEARTBEAT);
                nextHeartbeat = now() + HEARTBEAT_INTERVAL;
            }
        }
        send(socket, EMPTY, WORKER, DISCONNECT);
        socket.close();
    }

    @SuppressWarnings("deprecation") // ZMQ.DEALER is in all versions of JeroMQ, SocketType since 0.5
    private static ZMQ.Socket open(ZContext context, String endpoint, String service) {
        ZMQ.Socket socket = context.createSocket(ZMQ.DEALER);
        socket.setLinger(200); // long enough for the DISCONNECT at the end
        connect(socket, endpoint);
        send(socket, EMPTY, WORKER, READY, service.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** False when the broker wants this worker to connect anew. */
    private static boolean answer(ZFrame[] frames, ZMQ.Socket socket) {
        boolean isMdp = frames.length > 2 && frames[0].size() == 0 && is(frames[1], WORKER);
        if (isMdp && frames.length == 6 && is(frames[2], REQUEST) && frames[4].size() == 0) {
            String request = text(frames[5]);
            byte[] reply = answer(request).getBytes(StandardCharsets.UTF_8);
            send(socket, EMPTY, WORKER, REPLY, frames[3].getData(), EMPTY, reply);
            System.out.println(request + " -> " + answer(request));
        } else if (isMdp && is(frames[2], DISCONNECT)) {
            return false;
        } else if (!isMdp || !is(frames[2], HEARTBEAT)) {
            System.err.println("skipped a message that is no MDP");
        }
        return true;
    }

    /** Drops the message when too many wait for a broker that is gone: nobody would want them later. */
    private static void send(ZMQ.Socket socket, byte[]... frames) {
        for (int i = 0; i < frames.length; i++) {
            int more = i < frames.length - 1 ? ZMQ.SNDMORE : 0;
            if (!socket.send(frames[i], ZMQ.DONTWAIT | more)) {
                return;
            }
        }
    }

    /** Milliseconds of a clock that nobody sets. */
    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static String answer(String request) {
        return request.startsWith("Hello") ? "World" + request.substring("Hello".length()) : "Say Hello";
    }

    private static void connect(ZMQ.Socket socket, String endpoint) {
        try {
            socket.connect(endpoint);
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot connect to " + endpoint + ": " + reason(e), e);
        }
    }

    private static boolean is(ZFrame frame, byte[] data) {
        return Arrays.equals(frame.getData(), data);
    }

    /** False when the program shall end before the time is over. */
    private static boolean pause(long milliseconds) throws InterruptedException {
        for (long left = milliseconds; running && left > 0; left -= PIECE) {
            Thread.sleep(Math.min(left, PIECE));
        }
        return running;
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
