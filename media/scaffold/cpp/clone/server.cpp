// Clone, the server: keeps the store, numbers the changes to it, and tells all clients of them.
#include "message.hpp"
#include "sequence.hpp"

#include <map>

struct Value {
    std::string body;
    std::uint64_t sequence;
};

int main(int argc, char **argv) {
    start(argc, argv, 3, "server [SNAPSHOT] [UPDATES] [COLLECTOR]");
    const std::string snapshot = argc > 1 ? argv[1] : "{{endpoint.snapshot}}";
    const std::string updates = argc > 2 ? argv[2] : "{{endpoint.updates}}";
    const std::string collector = argc > 3 ? argv[3] : "{{endpoint.collector}}";

    zmq::context_t context;
    zmq::socket_t snapshots{context, zmq::socket_type::router};
    zmq::socket_t publisher{context, zmq::socket_type::pub};
    zmq::socket_t changes{context, zmq::socket_type::pull};
    snapshots.set(zmq::sockopt::linger, 0);
    publisher.set(zmq::sockopt::linger, 0);
    changes.set(zmq::sockopt::linger, 0);
    // a ROUTER drops what is over its limit, and a snapshot may be as large as the store
    snapshots.set(zmq::sockopt::sndhwm, 0);
    try {
        snapshots.bind(snapshot);
    } catch (const zmq::error_t &error) {
        return cannot("bind", snapshot, error);
    }
    try {
        publisher.bind(updates);
    } catch (const zmq::error_t &error) {
        return cannot("bind", updates, error);
    }
    try {
        changes.bind(collector);
    } catch (const zmq::error_t &error) {
        return cannot("bind", collector, error);
    }
    std::cout << "ready" << std::endl;

    std::map<std::string, Value> store;
    std::uint64_t sequence = 0;
    std::vector<zmq::pollitem_t> items{{changes.handle(), 0, ZMQ_POLLIN, 0},
                                       {snapshots.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stopped) {
        poll(items, piece);
        if (items[0].revents & ZMQ_POLLIN) {
            const auto change = receive_message(changes);
            if (!change)
                break;
            if (change->size() == 3 && read_sequence(change->at(1).to_string_view())) {
                const auto key = change->at(0).to_string();
                const auto body = change->at(2).to_string();
                sequence++;
                if (body.empty())
                    store.erase(key);
                else
                    store[key] = {body, sequence};
                send_message(publisher, {key, write_sequence(sequence), body});
                std::cout << key << " = " << body << " (" << sequence << ')' << std::endl;
            } else {
                std::cerr << "skipped a change of " << change->size() << " frames\n";
            }
        }
        if (items[1].revents & ZMQ_POLLIN) {
            const auto request = receive_message(snapshots);
            if (!request)
                break;
            if (request->size() == 2 && request->at(1).to_string_view() == "ICANHAZ?") {
                const auto peer = request->at(0).to_string_view();
                for (const auto &[key, value] : store)
                    send_message(snapshots,
                                 {peer, key, write_sequence(value.sequence), value.body});
                send_message(snapshots, {peer, "KTHXBAI", write_sequence(sequence), ""});
            } else {
                std::cerr << "skipped a request of " << request->size() << " frames\n";
            }
        }
    }
    return EXIT_SUCCESS;
}
