// Clone, a client: a copy of the store that begins with a snapshot and follows the updates.
#include "message.hpp"
#include "sequence.hpp"

#include <map>

constexpr milliseconds ask_again{1000};

class Copy {
  public:
    std::uint64_t sequence() const { return sequence_; }
    std::size_t size() const { return store_.size(); }

    // [key, sequence, body]; false for what is no such message.
    bool put(const Message &message) {
        const auto sequence =
            message.size() == 3 ? read_sequence(message[1].to_string_view()) : std::nullopt;
        if (!sequence) {
            std::cerr << "skipped a message of " << message.size() << " frames\n";
            return false;
        }
        if (message[2].size() == 0)
            store_.erase(message[0].to_string());
        else
            store_[message[0].to_string()] = message[2].to_string();
        sequence_ = *sequence;
        return true;
    }

    // The end of a snapshot, [KTHXBAI, sequence, empty], has the sequence at which it was taken.
    // False for another message.
    bool finish(const Message &message) {
        if (message.size() != 3 || message[0].to_string_view() != "KTHXBAI")
            return false;
        const auto sequence = read_sequence(message[1].to_string_view());
        sequence_ = sequence.value_or(sequence_);
        return sequence.has_value();
    }

    // The snapshot has older updates already.
    bool is_new(const Message &update) const {
        return update.size() != 3 ||
               read_sequence(update[1].to_string_view()).value_or(UINT64_MAX) > sequence_;
    }

  private:
    std::map<std::string, std::string> store_;
    std::uint64_t sequence_ = 0;
};

// Asks until a snapshot has come as a whole.
static void receive_snapshot(zmq::socket_ref socket, Copy &copy) {
    while (!stopped) {
        send_message(socket, {"ICANHAZ?"});
        while (const auto message = receive_message(socket, Clock::now() + ask_again)) {
            if (copy.finish(*message))
                return;
            copy.put(*message);
        }
    }
}

int main(int argc, char **argv) {
    const auto usage = "client [SNAPSHOT] [UPDATES] [COLLECTOR] [NAME] [INTERVAL]";
    start(argc, argv, 5, usage);
    const std::string snapshot = argc > 1 ? argv[1] : "{{endpoint.snapshot}}";
    const std::string updates = argc > 2 ? argv[2] : "{{endpoint.updates}}";
    const std::string collector = argc > 3 ? argv[3] : "{{endpoint.collector}}";
    const std::string name = argc > 4 ? argv[4] : "client-1";
    const milliseconds interval{argc > 5 ? number(argv[5], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t subscriber{context, zmq::socket_type::sub};
    zmq::socket_t snapshots{context, zmq::socket_type::dealer};
    zmq::socket_t changes{context, zmq::socket_type::push};
    subscriber.set(zmq::sockopt::linger, 0);
    snapshots.set(zmq::sockopt::linger, 0);
    changes.set(zmq::sockopt::linger, 0);
    // updates are collected from before the snapshot is asked for: none is missing between the two
    subscriber.set(zmq::sockopt::subscribe, "");
    try {
        subscriber.connect(updates);
    } catch (const zmq::error_t &error) {
        return cannot("connect", updates, error);
    }
    try {
        snapshots.connect(snapshot);
    } catch (const zmq::error_t &error) {
        return cannot("connect", snapshot, error);
    }
    try {
        changes.connect(collector);
    } catch (const zmq::error_t &error) {
        return cannot("connect", collector, error);
    }

    Copy copy;
    receive_snapshot(snapshots, copy);
    snapshots.close();
    if (!stopped)
        std::cout << "snapshot of " << copy.size() << " keys at " << copy.sequence() << std::endl;

    for (int n = 1; !stopped; n++) {
        const auto next = Clock::now() + interval;
        while (const auto update = receive_message(subscriber, next)) {
            if (copy.is_new(*update) && copy.put(*update))
                std::cout << update->at(0).to_string_view() << " = "
                          << update->at(2).to_string_view() << " (" << copy.sequence() << ')'
                          << std::endl;
            if (Clock::now() >= next)
                break;
        }
        if (!stopped)
            send_message(changes, {name + '.' + std::to_string((n - 1) % 5 + 1), write_sequence(0),
                                   std::to_string(n)});
    }
    return EXIT_SUCCESS;
}
