// Binary Star, one of the two servers: one is active and answers, the other one is passive and
// waits for the first to go.
#include "message.hpp"

#include <array>
#include <stdexcept>

constexpr milliseconds heartbeat_interval{500};
constexpr milliseconds peer_timeout{2000};

enum class State { primary, backup, active, passive };

constexpr std::array<std::string_view, 4> state_names{"primary", "backup", "active", "passive"};

static std::string_view name_of(State state) {
    return state_names[static_cast<std::size_t>(state)];
}

static std::optional<State> state_of(std::string_view name) {
    for (const auto state : {State::primary, State::backup, State::active, State::passive}) {
        if (name_of(state) == name)
            return state;
    }
    return {};
}

class Star {
  public:
    explicit Star(State state) : state_{state} {}

    State state() const { return state_; }

    // The peer has told its state. Two that are alike are for a person to decide.
    void peer_is(State peer) {
        peer_gone_at_ = Clock::now() + peer_timeout;
        const bool is_settled = state_ == State::active || state_ == State::passive;
        if (is_settled && state_ == peer)
            throw std::runtime_error("both servers are " + std::string(name_of(peer)) +
                                     ": stop one of them");
        if (peer == State::active && !is_settled)
            become(State::passive);
        else if (peer == State::backup && state_ == State::primary)
            become(State::active);
        else if ((peer == State::primary || peer == State::backup) && state_ == State::passive)
            become(State::active); // the peer has started anew
    }

    // A request is a vote for this server, which counts when the peer is gone.
    void asked() {
        const bool may_take_over = state_ == State::primary || state_ == State::passive;
        if (may_take_over && Clock::now() >= peer_gone_at_)
            become(State::active);
    }

  private:
    void become(State state) {
        state_ = state;
        std::cout << name_of(state) << std::endl;
    }

    State state_;
    Clock::time_point peer_gone_at_ = Clock::now() + peer_timeout;
};

static std::string answer(std::string_view request) {
    constexpr std::string_view hello = "Hello";
    if (request.substr(0, hello.size()) != hello)
        return "Say Hello";
    return "World" + std::string(request.substr(hello.size()));
}

static void run(State role, zmq::socket_ref clients, zmq::socket_ref publisher,
                zmq::socket_ref subscriber) {
    Star star{role};
    auto heartbeat_at = Clock::now();
    std::vector<zmq::pollitem_t> items{{subscriber.handle(), 0, ZMQ_POLLIN, 0},
                                       {clients.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stopped) {
        poll(items, until(heartbeat_at));
        if (items[0].revents & ZMQ_POLLIN) {
            const auto message = receive_message(subscriber, Clock::now());
            const auto text = message ? text_of(*message) : std::nullopt;
            const auto peer = text ? state_of(*text) : std::nullopt;
            if (peer)
                star.peer_is(*peer);
            else if (text)
                std::cerr << "not a state: " << *text << '\n';
        }
        if (items[1].revents & ZMQ_POLLIN) {
            const auto message = receive_message(clients, Clock::now());
            star.asked();
            if (message && message->size() != 3)
                std::cerr << "skipped a message of " << message->size() << " frames\n";
            else if (message && star.state() == State::active)
                send_message(clients, {message->at(0).to_string_view(), "",
                                       answer(message->at(2).to_string_view())});
        }
        if (Clock::now() >= heartbeat_at) {
            send_message(publisher, {name_of(star.state())});
            heartbeat_at = Clock::now() + heartbeat_interval;
        }
    }
}

int main(int argc, char **argv) {
    const auto usage = "server [primary|backup] [PRIMARY] [BACKUP] [PRIMARY_STATE] [BACKUP_STATE]";
    start(argc, argv, 5, usage);
    const auto role = state_of(argc > 1 ? argv[1] : "primary");
    const std::string primary = argc > 2 ? argv[2] : "{{endpoint.primary}}";
    const std::string backup = argc > 3 ? argv[3] : "{{endpoint.backup}}";
    const std::string primary_state = argc > 4 ? argv[4] : "{{endpoint.primaryState}}";
    const std::string backup_state = argc > 5 ? argv[5] : "{{endpoint.backupState}}";
    if (role != State::primary && role != State::backup)
        misused(usage);
    const bool is_primary = role == State::primary;
    const auto service = is_primary ? primary : backup;
    const auto own_state = is_primary ? primary_state : backup_state;
    const auto peer_state = is_primary ? backup_state : primary_state;

    zmq::context_t context;
    zmq::socket_t clients{context, zmq::socket_type::router};
    zmq::socket_t publisher{context, zmq::socket_type::pub};
    zmq::socket_t subscriber{context, zmq::socket_type::sub};
    clients.set(zmq::sockopt::linger, 0);
    publisher.set(zmq::sockopt::linger, 0);
    subscriber.set(zmq::sockopt::linger, 0);
    subscriber.set(zmq::sockopt::subscribe, "");
    try {
        clients.bind(service);
    } catch (const zmq::error_t &error) {
        return cannot("bind", service, error);
    }
    try {
        publisher.bind(own_state);
    } catch (const zmq::error_t &error) {
        return cannot("bind", own_state, error);
    }
    try {
        subscriber.connect(peer_state);
    } catch (const zmq::error_t &error) {
        return cannot("connect", peer_state, error);
    }
    std::cout << "ready" << std::endl;

    try {
        run(*role, clients, publisher, subscriber);
    } catch (const std::runtime_error &error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
