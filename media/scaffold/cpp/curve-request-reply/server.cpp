// CURVE request-reply, the server: answers one client, whose public key it knows.
#include "keys.hpp"
#include "message.hpp"
#include "zap.hpp"

static std::string answer(std::string_view request) {
    constexpr std::string_view hello = "Hello";
    if (request.substr(0, hello.size()) != hello)
        return "Say Hello";
    return "World" + std::string(request.substr(hello.size()));
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "server [SERVICE] [KEYS]");
    const std::string service = argc > 1 ? argv[1] : "{{endpoint.service}}";
    const std::filesystem::path keys = argc > 2 ? argv[2] : "keys";
    const auto secret_key = read_key(keys / "server.secret");
    const auto client_key = read_key(keys / "client.public");

    zmq::context_t context;
    // libzmq asks here whom to let in: this comes before the server's bind
    zmq::socket_t handler{context, zmq::socket_type::rep};
    handler.set(zmq::sockopt::linger, 0);
    handler.bind("inproc://zeromq.zap.01");

    zmq::socket_t socket{context, zmq::socket_type::rep};
    // the last reply has this long to leave
    socket.set(zmq::sockopt::linger, 500);
    socket.set(zmq::sockopt::curve_server, true);
    socket.set(zmq::sockopt::curve_secretkey, secret_key);
    socket.set(zmq::sockopt::zap_domain, "global");
    try {
        socket.bind(service);
    } catch (const zmq::error_t &error) {
        return cannot("bind", service, error);
    }
    std::cout << "ready" << std::endl;

    std::vector<zmq::pollitem_t> items{{handler.handle(), 0, ZMQ_POLLIN, 0},
                                       {socket.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stopped) {
        poll(items, piece);
        if (items[0].revents & ZMQ_POLLIN)
            answer_zap(handler, client_key);
        if (items[1].revents & ZMQ_POLLIN) {
            const auto message = receive_message(socket, Clock::now());
            if (!message)
                continue;
            const auto request = text_of(*message);
            if (!request) {
                // a REP has to answer before it can receive again
                send_message(socket, {"Say Hello"});
                continue;
            }
            const auto reply = answer(*request);
            send_message(socket, {reply});
            std::cout << *request << " -> " << reply << std::endl;
        }
    }
    return EXIT_SUCCESS;
}
