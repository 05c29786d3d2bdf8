// Publish-subscribe, the subscriber: it tells the publisher when its subscriptions are in force.
#include "message.hpp"

int main(int argc, char **argv) {
    start(argc, argv, 3, "subscriber [DATA] [SYNC] [TOPIC]");
    const std::string data = argc > 1 ? argv[1] : "{{endpoint.data}}";
    const std::string sync = argc > 2 ? argv[2] : "{{endpoint.sync}}";
    const std::string topic = argc > 3 ? argv[3] : "{{topic}}";

    zmq::context_t context;
    zmq::socket_t subscriber{context, zmq::socket_type::sub};
    zmq::socket_t check_in{context, zmq::socket_type::req};
    subscriber.set(zmq::sockopt::linger, 0);
    check_in.set(zmq::sockopt::linger, 0);
    // subscriptions travel in order: with the second one in force, so is the first
    subscriber.set(zmq::sockopt::subscribe, topic);
    subscriber.set(zmq::sockopt::subscribe, "sync");
    try {
        subscriber.connect(data);
    } catch (const zmq::error_t &error) {
        return cannot("connect", data, error);
    }
    try {
        check_in.connect(sync);
    } catch (const zmq::error_t &error) {
        return cannot("connect", sync, error);
    }

    std::vector<zmq::pollitem_t> items{{subscriber.handle(), 0, ZMQ_POLLIN, 0},
                                       {check_in.handle(), 0, ZMQ_POLLIN, 0}};
    bool is_checked_in = false;
    while (!stopped) {
        poll(items, piece);
        if (items[0].revents & ZMQ_POLLIN) {
            const auto message = receive_message(subscriber);
            if (!message)
                break;
            const bool is_sync =
                message->size() == 1 && message->front().to_string_view() == "sync";
            if (is_sync && !is_checked_in) {
                subscriber.set(zmq::sockopt::unsubscribe, "sync");
                send_message(check_in, {"ready"});
                is_checked_in = true;
            } else if (message->size() == 2) {
                std::cout << message->at(0).to_string_view() << ": "
                          << message->at(1).to_string_view() << std::endl;
            } else if (!is_sync) {
                std::cerr << "skipped an update of " << message->size() << " frames\n";
            }
        }
        // `go` asks for nothing: updates are taken from the beginning
        if (items[1].revents & ZMQ_POLLIN)
            receive_message(check_in);
    }
    return EXIT_SUCCESS;
}
