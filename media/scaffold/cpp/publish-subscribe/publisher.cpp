// Publish-subscribe, the publisher: it starts when as many subscribers as expected are there, so
// that none of them misses an update.
#include "message.hpp"

// A subscriber says `ready` when its subscriptions are in force. True for one that did.
static bool check_in(zmq::socket_ref sync, Clock::time_point due) {
    const auto message = receive_message(sync, due);
    if (!message)
        return false;
    const auto greeting = text_of(*message);
    const bool is_ready = greeting == "ready";
    if (greeting && !is_ready)
        std::cerr << "not a check-in: " << *greeting << '\n';
    // a REP has to answer before it can receive again
    send_message(sync, {is_ready ? "go" : "say ready"});
    return is_ready;
}

int main(int argc, char **argv) {
    const auto usage = "publisher [DATA] [SYNC] [TOPIC] [SUBSCRIBERS] [INTERVAL]";
    start(argc, argv, 5, usage);
    const std::string data = argc > 1 ? argv[1] : "{{endpoint.data}}";
    const std::string sync = argc > 2 ? argv[2] : "{{endpoint.sync}}";
    const std::string topic = argc > 3 ? argv[3] : "{{topic}}";
    const int subscribers = argc > 4 ? number(argv[4], usage) : 1;
    const milliseconds interval{argc > 5 ? number(argv[5], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t publisher{context, zmq::socket_type::pub};
    zmq::socket_t check_ins{context, zmq::socket_type::rep};
    publisher.set(zmq::sockopt::linger, 500);
    check_ins.set(zmq::sockopt::linger, 500);
    try {
        publisher.bind(data);
    } catch (const zmq::error_t &error) {
        return cannot("bind", data, error);
    }
    try {
        check_ins.bind(sync);
    } catch (const zmq::error_t &error) {
        return cannot("bind", sync, error);
    }
    std::cout << "ready" << std::endl;

    for (int here = 0; here < subscribers && !stopped;) {
        send_message(publisher, {"sync"});
        const auto next = Clock::now() + milliseconds{100};
        while (here < subscribers && !stopped && Clock::now() < next) {
            if (check_in(check_ins, next))
                std::cout << "subscriber " << ++here << " of " << subscribers << std::endl;
        }
    }

    for (int n = 1; !stopped; n++) {
        const auto next = Clock::now() + interval;
        do {
            check_in(check_ins, next);
        } while (!stopped && Clock::now() < next);
        if (stopped)
            break;
        const auto update = "update " + std::to_string(n);
        send_message(publisher, {topic, update});
        std::cout << topic << ": " << update << std::endl;
    }
    return EXIT_SUCCESS;
}
