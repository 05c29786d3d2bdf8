// CURVE request-reply, the client: it knows the server by its public key, and has a key of its own.
#include "keys.hpp"
#include "message.hpp"

int main(int argc, char **argv) {
    const auto usage = "client [SERVICE] [INTERVAL] [KEYS]";
    start(argc, argv, 3, usage);
    const std::string service = argc > 1 ? argv[1] : "{{endpoint.service}}";
    const milliseconds interval{argc > 2 ? number(argv[2], usage) : 1000};
    const std::filesystem::path keys = argc > 3 ? argv[3] : "keys";

    const auto server_key = read_key(keys / "server.public");
    const auto public_key = read_key(keys / "client.public");
    const auto secret_key = read_key(keys / "client.secret");

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::req};
    socket.set(zmq::sockopt::linger, 0);
    socket.set(zmq::sockopt::curve_serverkey, server_key);
    socket.set(zmq::sockopt::curve_publickey, public_key);
    socket.set(zmq::sockopt::curve_secretkey, secret_key);
    try {
        socket.connect(service);
    } catch (const zmq::error_t &error) {
        return cannot("connect", service, error);
    }

    for (int n = 1; pause_for(interval); n++) {
        const auto request = "Hello " + std::to_string(n);
        send_message(socket, {request});
        const auto reply = receive_message(socket);
        if (!reply)
            break;
        if (const auto text = text_of(*reply))
            std::cout << request << " -> " << *text << std::endl;
    }
    return EXIT_SUCCESS;
}
