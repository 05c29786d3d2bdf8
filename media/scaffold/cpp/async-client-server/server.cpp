// Asynchronous client and server, the server: a request may have any number of replies.
#include "message.hpp"
#include "name.hpp"

int main(int argc, char **argv) {
    start(argc, argv, 1, "server [SERVICE]");
    const std::string service = argc > 1 ? argv[1] : "{{endpoint.service}}";

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::router};
    socket.set(zmq::sockopt::linger, 500);
    try {
        socket.bind(service);
    } catch (const zmq::error_t &error) {
        return cannot("bind", service, error);
    }
    std::cout << "ready" << std::endl;

    constexpr std::string_view prefix = "request ";
    while (const auto message = receive_message(socket)) {
        // the ROUTER puts the routing id of the client before what it sent
        if (message->size() != 2) {
            std::cerr << "skipped a message of " << message->size() << " frames\n";
            continue;
        }
        const auto client = message->at(0).to_string_view();
        const auto request = message->at(1).to_string_view();
        if (request.substr(0, prefix.size()) != prefix) {
            send_message(socket, {client, "unknown request"});
            continue;
        }
        const std::string number{request.substr(prefix.size())};
        std::cout << printable(client) << ": " << request << std::endl;
        send_message(socket, {client, "accepted " + number});
        send_message(socket, {client, "done " + number});
    }
    return EXIT_SUCCESS;
}
