import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Paranoid Pirate, a worker: tells the queue that it lives, connects anew when the queue is silent. */
public final class Worker {
    private static final String USAGE = "usage: worker [BACKEND] [NAME]";
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

    public static void main(String[] args) throws InterruptedException {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        String backend = args.length > 0 ? args[0] : "{{endpoint.backend}}";
        String name = args.length > 1 ? args[1] : "worker-1";
        if (args.length > 2) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, backend, name);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    private static void run(ZContext context, String backend, String name) throws InterruptedException {
        ZMQ.Socket socket = open(context, backend, name);
        long backoff = 1000;
        long expires = now() + LIVENESS * HEARTBEAT_INTERVAL;
        long nextHeartbeat = now() + HEARTBEAT_INTERVAL;
        while (running) {
            long left = Math.min(expires, nextHeartbeat) - now();
            socket.setReceiveTimeOut((int) Math.max(0, Math.min(left, PIECE)));
            ZMsg message = ZMsg.recvMsg(socket);
            if (message != null) {
                answer(message.toArray(new ZFrame[0]), socket, name);
                expires = now() + LIVENESS * HEARTBEAT_INTERVAL;
                backoff = 1000;
            }
            if (now() >= expires) {
                System.out.println("reconnecting");
                socket.close();
                if (!pause(backoff)) {
                    return;
                }
                backoff = Math.min(backoff * 2, 32_000);
                socket = open(context, backend, name);
                expires = now() + LIVENESS * HEARTBEAT_INTERVAL;
            }
            if (now() >= nextHeartbeat) {
                send(socket, HEARTBEAT);
                nextHeartbeat = now() + HEARTBEAT_INTERVAL;
            }
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.DEALER is in all versions of JeroMQ, SocketType since 0.5
    private static ZMQ.Socket open(ZContext context, String endpoint, String name) {
        ZMQ.Socket socket = context.createSocket(ZMQ.DEALER);
        socket.setLinger(0);
        setName(socket, name);
        connect(socket, endpoint);
        send(socket, READY);
        return socket;
    }

    private static void answer(ZFrame[] frames, ZMQ.Socket socket, String name) {
        if (frames.length == 3 && frames[1].size() == 0) {
            String request = text(frames[2]);
            String reply = answer(request, name);
            send(socket, frames[0].getData(), new byte[0], reply.getBytes(StandardCharsets.UTF_8));
            System.out.println(request + " -> " + reply);
        } else if (frames.length != 1 || !is(frames[0], HEARTBEAT)) {
            System.err.println("skipped a message that is neither a request nor a heartbeat");
        }
    }

    /** Drops the message when too many wait for a queue that is gone: nobody would want them later. */
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

    private static String answer(String request, String name) {
        return request.startsWith("Hello")
                ? "World" + request.substring("Hello".length()) + " from " + name
                : "Say Hello";
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

    private static void setName(ZMQ.Socket socket, String name) {
        byte[] routingId = name.getBytes(StandardCharsets.UTF_8);
        if (routingId.length == 0 || routingId.length > 255) {
            throw new IllegalStateException("cannot use the name " + name + ": it must have 1 to 255 bytes");
        }
        socket.setIdentity(routingId);
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
