import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Load-balancing broker: gives each request to the worker that has been idle the longest. */
public final class Broker {
    private static final String USAGE = "usage: broker [FRONTEND] [BACKEND]";
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

    @SuppressWarnings("deprecation") // ZMQ.ROUTER is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String frontend, String backend) {
        ZMQ.Socket clients = context.createSocket(ZMQ.ROUTER);
        clients.setLinger(0);
        bind(clients, frontend);
        ZMQ.Socket workers = context.createSocket(ZMQ.ROUTER);
        workers.setLinger(0);
        bind(workers, backend);
        System.out.println("ready");

        ZMQ.Poller both = context.getContext().poller(2);
        both.register(workers, ZMQ.Poller.POLLIN);
        both.register(clients, ZMQ.Poller.POLLIN);
        // Requests wait in the clients' socket while no worker is idle.
        ZMQ.Poller workersOnly = context.getContext().poller(1);
        workersOnly.register(workers, ZMQ.Poller.POLLIN);
        Deque<ZFrame> idle = new ArrayDeque<>();
        while (running) {
            ZMQ.Poller active = idle.isEmpty() ? workersOnly : both;
            active.poll(PIECE);
            boolean hasRequest = active == both && active.pollin(1);
            if (active.pollin(0)) {
                fromWorker(ZMsg.recvMsg(workers), clients, idle);
            }
            if (hasRequest) {
                fromClient(ZMsg.recvMsg(clients), workers, idle);
            }
        }
    }

    private static void fromWorker(ZMsg message, ZMQ.Socket clients, Deque<ZFrame> idle) {
        ZFrame worker = message.unwrap();
        if (message.size() == 1 && message.getFirst().streq("READY")) {
            System.out.println("worker ready");
            idle.remove(worker); // one that was started again under its old name is not there twice
            idle.addLast(worker);
        } else if (message.size() == 3) {
            message.send(clients);
            idle.addLast(worker);
        } else {
            System.err.println("skipped a message of a worker that is neither READY nor a reply");
        }
    }

    private static void fromClient(ZMsg message, ZMQ.Socket workers, Deque<ZFrame> idle) {
        if (message.size() != 3) {
            System.err.println("skipped a request that is not one frame behind an empty one");
            return;
        }
        message.wrap(idle.removeFirst());
        message.send(workers);
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
