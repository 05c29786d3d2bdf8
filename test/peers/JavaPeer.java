import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.zeromq.ZMQ;

/**
 * A JeroMQ peer driven over stdin and stdout; see peerProtocol.ts. JeroMQ is ZeroMQ written anew in Java, so that it
 * shares neither code nor habits with libzmq. One thread per socket does that socket's work in order.
 */
public class JavaPeer {
    static final ZMQ.Context context = ZMQ.context(1);
    static final PrintStream out = System.out;

    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<Integer, LinkedBlockingQueue<Map<String, Object>>> sockets = new LinkedHashMap<>();
        for (String line; (line = in.readLine()) != null;) {
            Map<String, Object> request = asMap(new Json(line).value());
            try {
                if (!request.get("op").equals("open")) {
                    sockets.get(number(request, "socket")).put(request);
                    continue;
                }
                List<Object> endpoints = new ArrayList<>();
                ZMQ.Socket socket = open(request, endpoints);
                LinkedBlockingQueue<Map<String, Object>> requests = new LinkedBlockingQueue<>();
                sockets.put(sockets.size() + 1, requests);
                Thread thread = new Thread(() -> serve(socket, requests));
                thread.setDaemon(true);
                thread.start();
                answer(request, "\"socket\":" + sockets.size() + ",\"endpoints\":" + Json.strings(endpoints));
            } catch (Throwable error) {
                refuse(request, error);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    static ZMQ.Socket open(Map<String, Object> request, List<Object> endpoints) throws Exception {
        ZMQ.Socket socket = context.socket(ZMQ.class.getField((String) request.get("type")).getInt(null));
        for (Map.Entry<String, Object> option : asMap(request.get("options")).entrySet())
            setOption(socket, option.getKey(), option.getValue());
        for (Object address : asList(request.get("bind")))
            endpoints.add(bind(socket, (String) address));
        for (Object address : asList(request.get("connect"))) {
            socket.connect((String) address);
            endpoints.add(address);
        }
        for (Object topic : asList(request.get("subscribe")))
            subscribe(socket, bytes(topic), true);
        return socket;
    }

    static void setOption(ZMQ.Socket socket, String name, Object value) {
        switch (name) {
            case "LINGER": socket.setLinger(((Double) value).longValue()); break;
            case "SNDHWM": socket.setSndHWM(((Double) value).longValue()); break;
            case "RCVHWM": socket.setRcvHWM(((Double) value).longValue()); break;
            case "ROUTING_ID": socket.setIdentity(((String) value).getBytes(StandardCharsets.UTF_8)); break;
            case "ROUTER_MANDATORY": socket.setRouterMandatory((Boolean) value); break;
            default: throw new IllegalArgumentException("unknown option " + name);
        }
    }

    static String bind(ZMQ.Socket socket, String address) {
        if (!address.endsWith(":*")) {
            socket.bind(address);
            return address;
        }
        String base = address.substring(0, address.length() - 2);
        return base + ":" + socket.bindToRandomPort(base);
    }

    static void subscribe(ZMQ.Socket socket, byte[] topic, boolean on) {
        if (socket.getType() == ZMQ.SUB) {
            if (on) socket.subscribe(topic);
            else socket.unsubscribe(topic);
            return;
        }
        // XSUB subscribes by sending a message (RFC 29)
        byte[] message = new byte[topic.length + 1];
        message[0] = (byte) (on ? 1 : 0);
        System.arraycopy(topic, 0, message, 1, topic.length);
        socket.send(message);
    }

    static void serve(ZMQ.Socket socket, LinkedBlockingQueue<Map<String, Object>> requests) {
        boolean echoing = false;
        while (true) {
            Map<String, Object> request = null;
            try {
                // an echoing socket looks for requests between messages
                request = echoing ? requests.poll() : requests.take();
                if (request == null) {
                    List<byte[]> message = receive(socket, 20);
                    if (message != null) send(socket, message);
                    continue;
                }
                String op = (String) request.get("op");
                if (op.equals("echo")) echoing = true;
                if (op.equals("close")) socket.close();
                answer(request, perform(socket, op, request));
                if (op.equals("close")) return;
            } catch (Throwable error) {
                if (request != null) refuse(request, error);
            }
        }
    }

    /** Returns the fields of the answer. */
    static String perform(ZMQ.Socket socket, String op, Map<String, Object> request) {
        switch (op) {
            case "bind":
                return "\"endpoints\":" + Json.strings(List.of(bind(socket, (String) request.get("address"))));
            case "connect":
                socket.connect((String) request.get("address"));
                return "\"endpoints\":" + Json.strings(List.of(request.get("address")));
            case "unbind":
            case "disconnect":
                socket.unbind((String) request.get("address"));
                return "\"endpoints\":[]";
            case "subscribe":
            case "unsubscribe":
                subscribe(socket, bytes(request.get("topic")), op.equals("subscribe"));
                return "\"count\":0";
            case "send":
                List<byte[]> frames = new ArrayList<>();
                for (Object frame : asList(request.get("frames"))) frames.add(bytes(frame));
                for (int i = 0; i < number(request, "count"); i++) send(socket, frames);
                return "\"count\":" + number(request, "count");
            case "receive":
                return receiveMany(socket, request);
            default:
                return "\"count\":0";
        }
    }

    static String receiveMany(ZMQ.Socket socket, Map<String, Object> request) {
        int wanted = number(request, "count");
        long end = System.nanoTime() + number(request, "timeout") * 1_000_000L;
        List<String> messages = new ArrayList<>();
        for (int count = 0; count < wanted; count++) {
            int left = (int) Math.max(0, (end - System.nanoTime()) / 1_000_000L);
            List<byte[]> message = receive(socket, left);
            if (message == null) {
                String waited = number(request, "timeout") + " ms";
                throw new IllegalStateException(count + " of " + wanted + " messages after " + waited);
            }
            List<Object> frames = new ArrayList<>();
            for (byte[] frame : message) frames.add(Base64.getEncoder().encodeToString(frame));
            if ((Boolean) request.get("keep")) messages.add(Json.strings(frames));
        }
        return "\"messages\":[" + String.join(",", messages) + "],\"count\":" + wanted;
    }

    /** Returns null when nothing came in time. */
    static List<byte[]> receive(ZMQ.Socket socket, int timeoutMs) {
        socket.setReceiveTimeOut(timeoutMs);
        byte[] frame = socket.recv(0);
        if (frame == null) return null;
        List<byte[]> frames = new ArrayList<>();
        frames.add(frame);
        while (socket.hasReceiveMore()) frames.add(socket.recv(0));
        return frames;
    }

    static void send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
    }

    static void answer(Map<String, Object> request, String fields) {
        synchronized (out) {
            out.println("{\"id\":" + number(request, "id") + "," + fields + "}");
            out.flush();
        }
    }

    static void refuse(Map<String, Object> request, Throwable error) {
        answer(request, "\"error\":" + Json.string(String.valueOf(error)));
    }

    static int number(Map<String, Object> request, String name) {
        return ((Double) request.get(name)).intValue();
    }

    static byte[] bytes(Object base64) {
        return Base64.getDecoder().decode((String) base64);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> asList(Object value) {
        return (List<Object>) value;
    }

    /** As much JSON as requests and answers need: Java brings none. */
    static class Json {
        private final String text;
        private int at = 0;

        Json(String text) {
            this.text = text;
        }

        Object value() {
            char first = text.charAt(at);
            if (first == '{') return object();
            if (first == '[') return list();
            if (first == '"') return text();
            int start = at;
            while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) at++;
            String word = text.substring(start, at);
            if (word.equals("true") || word.equals("false")) return Boolean.valueOf(word);
            return Double.valueOf(word);
        }

        private Map<String, Object> object() {
            Map<String, Object> map = new LinkedHashMap<>();
            while (text.charAt(at++) != '}' && text.charAt(at) != '}') {
                String name = text();
                at++;
                map.put(name, value());
            }
            if (map.isEmpty()) at++;
            return map;
        }

        private List<Object> list() {
            List<Object> list = new ArrayList<>();
            while (text.charAt(at++) != ']' && text.charAt(at) != ']') list.add(value());
            if (list.isEmpty()) at++;
            return list;
        }

        private String text() {
            StringBuilder built = new StringBuilder();
            while (text.charAt(++at) != '"') {
                char next = text.charAt(at);
                if (next == '\\') next = unescaped(text.charAt(++at));
                built.append(next);
            }
            at++;
            return built.toString();
        }

        private char unescaped(char code) {
            switch (code) {
                case 'n': return '\n';
                case 't': return '\t';
                case 'u':
                    at += 4;
                    return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
                default: return code;
            }
        }

        static String string(String value) {
            StringBuilder built = new StringBuilder("\"");
            for (char c : value.toCharArray()) {
                if (c < ' ') built.append(String.format("\\u%04x", (int) c));
                else built.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
            return built.append('"').toString();
        }

        static String strings(List<Object> values) {
            List<String> quoted = new ArrayList<>();
            for (Object value : values) quoted.add(string((String) value));
            return "[" + String.join(",", quoted) + "]";
        }
    }
}
