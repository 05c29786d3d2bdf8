import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Binary Star, one of two servers: only the active one answers, the other takes over when it is gone. */
public final class Server {
    private static final String USAGE =
            "usage: server [primary|backup] [PRIMARY] [BACKUP] [PRIMARY_STATE] [BACKUP_STATE]";
    /** The longest wait in one piece, in ms: Ctrl-C is seen after it at the latest. */
    private static final int PIECE = 250;
    private static final int HEARTBEAT_INTERVAL = 500;
    private static final int PEER_EXPIRY = 2000;

    private static volatile boolean running = true;
    /** Of an end that nobody planned, until {@code run} is through. */
    private static volatile int exitCode = 1;

    /** PRIMARY and BACKUP have not heard of the other server yet. */
    private enum State {
        PRIMARY, BACKUP, ACTIVE, PASSIVE;

        /** What the two servers tell each other. */
        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private State state;
    private long peerExpires = now() + PEER_EXPIRY;

    private Server(State state) {
        this.state = state;
    }

    public static void main(String[] args) {
        if (Arrays.asList(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        String role = args.length > 0 ? args[0] : "primary";
        String primary = args.length > 1 ? args[1] : "{{endpoint.primary}}";
        String backup = args.length > 2 ? args[2] : "{{endpoint.backup}}";
        String primaryState = args.length > 3 ? args[3] : "{{endpoint.primaryState}}";
        String backupState = args.length > 4 ? args[4] : "{{endpoint.backupState}}";
        if (args.length > 5 || !List.of("primary", "backup").contains(role)) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, role, primary, backup, primaryState, backupState);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.ROUTER is in all versions of JeroMQ, SocketType since 0.5
    private static void run(
            ZContext context, String role, String primary,
            String backup, String primaryState, String backupState) {
        boolean isPrimary = role.equals("primary");
        ZMQ.Socket clients = context.createSocket(ZMQ.ROUTER);
        clients.setLinger(0);
        bind(clients, isPrimary ? primary : backup);
        ZMQ.Socket publisher = context.createSocket(ZMQ.PUB);
        publisher.setLinger(0);
        bind(publisher, isPrimary ? primaryState : backupState);
        ZMQ.Socket subscriber = context.createSocket(ZMQ.SUB);
        subscriber.setLinger(0);
        subscriber.subscribe(ZMQ.SUBSCRIPTION_ALL);
        connect(subscriber, isPrimary ? backupState : primaryState);
        System.out.println("ready");

        Server server = new Server(isPrimary ? State.PRIMARY : State.BACKUP);
        ZMQ.Poller poller = context.getContext().poller(2);
        poller.register(subscriber, ZMQ.Poller.POLLIN);
        poller.register(clients, ZMQ.Poller.POLLIN);
        long nextHeartbeat = now();
        while (running) {
            poller.poll(Math.max(0, Math.min(nextHeartbeat - now(), PIECE)));
            if (poller.pollin(0)) {
                server.hear(ZMsg.recvMsg(subscriber));
            }
            if (poller.pollin(1)) {
                server.answerMessage(ZMsg.recvMsg(clients), clients);
            }
            if (now() >= nextHeartbeat) {
                publisher.send(server.state.text());
                nextHeartbeat = now() + HEARTBEAT_INTERVAL;
            }
        }
    }

    private void become(State next) {
        state = next;
        System.out.println(state.text());
    }

    private void hear(ZMsg message) {
        List<String> texts = texts(message);
        Optional<State> peer = Arrays.stream(State.values())
                .filter(each -> texts.equals(List.of(each.text())))
                .findFirst();
        if (peer.isEmpty()) {
            System.err.println("skipped a state of the other server that is none");
            return;
        }
        boolean isNew = peer.get() == State.PRIMARY || peer.get() == State.BACKUP;
        if (peer.get() == state && !isNew) {
            throw new IllegalStateException("both servers are " + state.text() + ": end one of them");
        }
        if (state == State.PRIMARY && peer.get() == State.BACKUP) {
            become(State.ACTIVE);
        } else if (state != State.PASSIVE && peer.get() == State.ACTIVE) {
            become(State.PASSIVE);
        } else if (state == State.PASSIVE && isNew) {
            become(State.ACTIVE); // the other one was active and has been started anew
        }
        peerExpires = now() + PEER_EXPIRY;
    }

    private void answerMessage(ZMsg message, ZMQ.Socket clients) {
        if (message.size() != 3) {
            System.err.println("skipped a request that is not one frame behind an empty one");
            return;
        }
        // A client that asks is a vote for this server, which counts only when the other one is gone:
        // so the two do not both become active when they only lose sight of each other.
        if ((state == State.PRIMARY || state == State.PASSIVE) && now() >= peerExpires) {
            become(State.ACTIVE);
        }
        if (state == State.ACTIVE) {
            byte[] request = message.removeLast().getData();
            message.add(answer(new String(request, StandardCharsets.UTF_8)));
            message.send(clients);
        }
    }

    /** Milliseconds of a clock that nobody sets. */
    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static String answer(String request) {
        return request.startsWith("Hello") ? "World" + request.substring("Hello".length()) : "Say Hello";
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
