// Last value cache: forwards updates, and gives a new subscriber the last ones of its topics.
#include "message.hpp"

#include <map>

// Updates by topic; topics with the same beginning stand together.
using Cache = std::map<std::string, std::string, std::less<>>;

// Sends what is known of all topics that begin with the prefix; subscribers that are there already
// see it too.
static void replay(const Cache &last, std::string_view prefix, zmq::socket_ref subscribers) {
    int count = 0;
    for (auto entry = last.lower_bound(prefix); entry != last.end(); ++entry) {
        const auto &[topic, value] = *entry;
        if (std::string_view(topic).substr(0, prefix.size()) != prefix)
            break;
        send_message(subscribers, {topic, value});
        count++;
    }
    std::cout << "replayed " << count << " values for " << prefix << std::endl;
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "cache [FRONTEND] [BACKEND]");
    const std::string frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const std::string backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    zmq::context_t context;
    zmq::socket_t publisher{context, zmq::socket_type::sub};
    zmq::socket_t subscribers{context, zmq::socket_type::xpub};
    publisher.set(zmq::sockopt::linger, 0);
    subscribers.set(zmq::sockopt::linger, 0);
    publisher.set(zmq::sockopt::subscribe, "");
    // each subscription is shown, also one to a topic that somebody has already
    subscribers.set(zmq::sockopt::xpub_verbose, true);
    try {
        publisher.connect(frontend);
    } catch (const zmq::error_t &error) {
        return cannot("connect", frontend, error);
    }
    try {
        subscribers.bind(backend);
    } catch (const zmq::error_t &error) {
        return cannot("bind", backend, error);
    }
    std::cout << "ready" << std::endl;

    Cache last;
    std::vector<zmq::pollitem_t> items{{publisher.handle(), 0, ZMQ_POLLIN, 0},
                                       {subscribers.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stopped) {
        poll(items, piece);
        if (items[0].revents & ZMQ_POLLIN) {
            const auto update = receive_message(publisher);
            if (!update)
                break;
            if (update->size() == 2) {
                last[update->at(0).to_string()] = update->at(1).to_string();
                send_message(subscribers, frames_of(*update));
            } else {
                std::cerr << "skipped an update of " << update->size() << " frames\n";
            }
        }
        if (items[1].revents & ZMQ_POLLIN) {
            const auto message = receive_message(subscribers);
            if (!message)
                break;
            // RFC 29: the first byte is 1 to subscribe and 0 to cancel, the rest is the topic
            const auto first = message->front().to_string_view();
            if (!first.empty() && first[0] == '\1')
                replay(last, first.substr(1), subscribers);
        }
    }
    return EXIT_SUCCESS;
}
