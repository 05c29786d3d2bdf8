// CURVE publish-subscribe, the subscriber: it knows the publisher by its public key, and has a key
// of its own.
#include "keys.hpp"
#include "message.hpp"

int main(int argc, char **argv) {
    start(argc, argv, 3, "subscriber [DATA] [TOPIC] [KEYS]");
    const std::string data = argc > 1 ? argv[1] : "{{endpoint.data}}";
    const std::string topic = argc > 2 ? argv[2] : "{{topic}}";
    const std::filesystem::path keys = argc > 3 ? argv[3] : "keys";
    const auto server_key = read_key(keys / "server.public");
    const auto public_key = read_key(keys / "client.public");
    const auto secret_key = read_key(keys / "client.secret");

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::sub};
    socket.set(zmq::sockopt::linger, 0);
    socket.set(zmq::sockopt::curve_serverkey, server_key);
    socket.set(zmq::sockopt::curve_publickey, public_key);
    socket.set(zmq::sockopt::curve_secretkey, secret_key);
    socket.set(zmq::sockopt::subscribe, topic);
    try {
        socket.connect(data);
    } catch (const zmq::error_t &error) {
        return cannot("connect", data, error);
    }

    while (const auto message = receive_message(socket)) {
        if (message->size() == 2)
            std::cout << message->at(0).to_string_view() << ": " << message->at(1).to_string_view()
                      << std::endl;
        else
            std::cerr << "skipped an update of " << message->size() << " frames\n";
    }
    return EXIT_SUCCESS;
}
