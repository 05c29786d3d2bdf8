import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Load-balancing broker, a worker: says that it is ready, then answers one request at a time. */
public final class Worker {
    private static final String USAGE = "usage: worker [BACKEND] [NAME]";
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

    @SuppressWarnings("deprecation") // ZMQ.REQ is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String backend, String name) {
        ZMQ.Socket socket = context.createSocket(ZMQ.REQ);
        socket.setLinger(0);
        socket.setReceiveTimeOut(PIECE);
        setName(socket, name);
        connect(socket, backend);

        socket.send("READY");
        for (ZMsg message = receive(socket); message != null; message = receive(socket)) {
            byte[] client = message.size() == 3 ? message.unwrap().getData() : null;
            List<String> texts = texts(message);
            if (client == null || texts.size() != 1) {
                System.err.println("skipped a request that is not one frame of text in an envelope");
                // a REQ socket must send before it can receive again
                socket.send("READY");
                continue;
            }
            String reply = answer(texts.get(0), name);
            System.out.println(texts.get(0) + " -> " + reply);
            socket.sendMore(client);
            socket.sendMore("");
            socket.send(reply);
        }
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

    /** The next message; null when the program shall end before. */
    private static ZMsg receive(ZMQ.Socket socket) {
        ZMsg message = null;
        while (running && message == null) {
            message = ZMsg.recvMsg(socket); // null after the receive timeout
        }
        return message;
    }

    private static void setName(ZMQ.Socket socket, String name) {
        byte[] routingId = name.getBytes(StandardCharsets.UTF_8);
        if (routingId.length == 0 || routingId.length > 255) {
            throw new IllegalStateException("cannot use the name " + name + ": it must have 1 to 255 bytes");
        }
        socket.setIdentity(routingId);
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
