// XPUB/XSUB proxy: the one address that publishers and subscribers have to know. A loop of its own,
// where zmq::proxy would do, because it shows the subscriptions.
#include "message.hpp"

int main(int argc, char **argv) {
    start(argc, argv, 2, "proxy [FRONTEND] [BACKEND]");
    const std::string frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const std::string backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    zmq::context_t context;
    zmq::socket_t publishers{context, zmq::socket_type::xsub};
    zmq::socket_t subscribers{context, zmq::socket_type::xpub};
    publishers.set(zmq::sockopt::linger, 0);
    subscribers.set(zmq::sockopt::linger, 0);
    try {
        publishers.bind(frontend);
    } catch (const zmq::error_t &error) {
        return cannot("bind", frontend, error);
    }
    try {
        subscribers.bind(backend);
    } catch (const zmq::error_t &error) {
        return cannot("bind", backend, error);
    }
    std::cout << "ready" << std::endl;

    std::vector<zmq::pollitem_t> items{{publishers.handle(), 0, ZMQ_POLLIN, 0},
                                       {subscribers.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stopped) {
        poll(items, piece);
        if (items[0].revents & ZMQ_POLLIN) {
            if (const auto update = receive_message(publishers))
                send_message(subscribers, frames_of(*update));
        }
        if (items[1].revents & ZMQ_POLLIN) {
            const auto message = receive_message(subscribers);
            if (!message)
                break;
            // RFC 29: the first byte is 1 to subscribe and 0 to cancel, the rest is the topic
            const auto first = message->front().to_string_view();
            if (!first.empty() && (first[0] == '\0' || first[0] == '\1'))
                std::cout << (first[0] == '\1' ? "subscribe " : "unsubscribe ") << first.substr(1)
                          << std::endl;
            send_message(publishers, frames_of(*message));
        }
    }
    return EXIT_SUCCESS;
}
