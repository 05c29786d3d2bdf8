// Request-reply, the server: answers each request before it takes the next one.
#include "message.hpp"

static std::string answer(std::string_view request) {
    constexpr std::string_view hello = "Hello";
    if (request.substr(0, hello.size()) != hello)
        return "Say Hello";
    return "World" + std::string(request.substr(hello.size()));
}

int main(int argc, char **argv) {
    start(argc, argv, 1, "server [SERVICE]");
    const std::string service = argc > 1 ? argv[1] : "{{endpoint.service}}";

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::rep};
    // the last reply has this long to leave
    socket.set(zmq::sockopt::linger, 500);
    try {
        socket.bind(service);
    } catch (const zmq::error_t &error) {
        return cannot("bind", service, error);
    }
    std::cout << "ready" << std::endl;

    while (const auto message = receive_message(socket)) {
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
    return EXIT_SUCCESS;
}
