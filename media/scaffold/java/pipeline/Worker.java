import java.math.BigInteger;
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

/** Pipeline, a worker: squares the numbers that it is given and passes the results on. */
public final class Worker {
    private static final String USAGE = "usage: worker [TASKS] [RESULTS]";
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
        String tasks = args.length > 0 ? args[0] : "{{endpoint.tasks}}";
        String results = args.length > 1 ? args[1] : "{{endpoint.results}}";
        if (args.length > 2) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(main)));
        try (ZContext context = new ZContext()) {
            run(context, tasks, results);
            exitCode = 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // ZMQ.PULL is in all versions of JeroMQ, SocketType since 0.5
    private static void run(ZContext context, String tasks, String results) {
        ZMQ.Socket receiver = context.createSocket(ZMQ.PULL);
        receiver.setLinger(0);
        receiver.setReceiveTimeOut(PIECE);
        connect(receiver, tasks);
        ZMQ.Socket sender = context.createSocket(ZMQ.PUSH);
        sender.setLinger(0);
        sender.setSendTimeOut(PIECE);
        connect(sender, results);

        for (ZMsg message = receive(receiver); message != null; message = receive(receiver)) {
            List<String> texts = texts(message);
            try {
                BigInteger task = new BigInteger(texts.size() == 1 ? texts.get(0) : "");
                String result = task + " squared is " + task.pow(2);
                if (send(sender, result)) {
                    System.out.println(result);
                }
            } catch (NumberFormatException e) {
                System.err.println("skipped a task that is not an integer");
            }
        }
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

    /** Waits until a peer takes the text; false when the program shall end before. */
    private static boolean send(ZMQ.Socket socket, String text) {
        boolean sent = false;
        while (running && !sent) {
            sent = socket.send(text); // false after the send timeout
        }
        return sent;
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
