import java.util.Arrays;

import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Shared queue: takes the requests of all clients and deals them out to the workers in turn. */
public final class Queue {
    private static final String USAGE = "usage: queue [FRONTEND] [BACKEND]";
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
        ZMQ.Socket router = context.createSocket(ZMQ.ROUTER);
        router.setLinger(0);
        bind(router, frontend);
        ZMQ.Socket dealer = context.createSocket(ZMQ.DEALER);
        dealer.setLinger(0);
        bind(dealer, backend);
        System.out.println("ready");

        ZMQ.Poller poller = context.getContext().poller(2);
        poller.register(dealer, ZMQ.Poller.POLLIN);
        poller.register(router, ZMQ.Poller.POLLIN);
        // While no worker can take the request that is held, no more are read from the clients.
        ZMQ.Poller workers = context.getContext().poller(1);
        workers.register(dealer, ZMQ.Poller.POLLIN | ZMQ.Poller.POLLOUT);
        ZMsg held = null;
        while (running) {
            ZMQ.Poller active = held == null ? poller : workers;
            active.poll(PIECE);
            if (active.pollin(0)) {
                ZMsg.recvMsg(dealer).send(router);
            }
            if (held == null && active.pollin(1)) {
                held = ZMsg.recvMsg(router);
            }
            if (held != null && canSend(dealer)) {
                held.send(dealer);
                held = null;
            }
        }
    }

    private static boolean canSend(ZMQ.Socket socket) {
        return (socket.getEvents() & ZMQ.Poller.POLLOUT) != 0;
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
