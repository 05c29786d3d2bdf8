import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** XSUB/XPUB proxy: messages go one way, subscriptions the other. */
public final class Proxy {
    private static final String USAGE = "usage: proxy [FRONTEND] [BACKEND]";
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

    @SuppressWarnings("deprecation") // ZMQ.XSUB is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String frontend, String backend) {
        ZMQ.Socket xsub = context.createSocket(ZMQ.XSUB);
        xsub.setLinger(0);
        bind(xsub, frontend);
        ZMQ.Socket xpub = context.createSocket(ZMQ.XPUB);
        xpub.setLinger(0);
        bind(xpub, backend);
        System.out.println("ready");

        ZMQ.Poller poller = context.getContext().poller(2);
        poller.register(xsub, ZMQ.Poller.POLLIN);
        poller.register(xpub, ZMQ.Poller.POLLIN);
        while (running) {
            poller.poll(PIECE);
            if (poller.pollin(0)) {
                ZMsg.recvMsg(xsub).send(xpub);
            }
            if (poller.pollin(1)) {
                byte[] frame = xpub.recv();
                if (isSubscription(frame)) {
                    show(frame);
                    xsub.send(frame);
                } else {
                    System.err.println("skipped what is no subscription");
                }
            }
        }
    }

    /** One byte, 1 or 0, and the topic. */
    private static boolean isSubscription(byte[] frame) {
        return frame.length > 0 && (frame[0] == 0 || frame[0] == 1);
    }

    private static void show(byte[] frame) {
        String topic = new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8);
        System.out.println((frame[0] == 1 ? "subscribe " : "unsubscribe ") + topic);
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
