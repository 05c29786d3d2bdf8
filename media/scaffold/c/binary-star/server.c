// Binary Star, one of the two servers: one is active and answers, the other one is passive and
// waits for the first to go.
#include "message.h"

enum { HEARTBEAT_MS = 500, PEER_GONE_MS = 2000 };

enum state { PRIMARY, BACKUP, ACTIVE, PASSIVE };

static const char *const state_names[] = {"primary", "backup", "active", "passive"};

static enum state become(enum state state) {
    puts(state_names[state]);
    return state;
}

// The state after the peer has told its own. Two that are alike are for a person to decide.
static enum state after_peer(enum state own, enum state peer) {
    if (own == peer && (own == ACTIVE || own == PASSIVE)) {
        fprintf(stderr, "both servers are %s: stop one of them\n", state_names[own]);
        exit(EXIT_FAILURE);
    }
    switch (own) {
    case PRIMARY:
        return peer == BACKUP ? become(ACTIVE) : peer == ACTIVE ? become(PASSIVE) : own;
    case BACKUP:
        return peer == ACTIVE ? become(PASSIVE) : own;
    case PASSIVE:
        // the peer has started anew
        return peer == PRIMARY || peer == BACKUP ? become(ACTIVE) : own;
    case ACTIVE:
        break;
    }
    return own;
}

// A request is a vote for this server, which counts when the peer is gone.
static enum state after_request(enum state own, bool is_peer_gone) {
    return is_peer_gone && (own == PRIMARY || own == PASSIVE) ? become(ACTIVE) : own;
}

static bool read_state(struct frame frame, enum state *state) {
    for (int i = PRIMARY; i <= PASSIVE; i++) {
        if (is_text(frame, state_names[i])) {
            *state = (enum state)i;
            return true;
        }
    }
    fprintf(stderr, "not a state: %s\n", frame.data);
    return false;
}

// To be freed.
static char *answer(const char *request) {
    if (strncmp(request, "Hello", 5) != 0)
        return formatted("Say Hello");
    return formatted("World%s", request + 5);
}

int main(int argc, char **argv) {
    const char *usage = "server [primary|backup] [PRIMARY] [BACKUP] [PRIMARY_STATE] [BACKUP_STATE]";
    start(argc, argv, 5, usage);
    const char *role = argc > 1 ? argv[1] : "primary";
    const char *primary = argc > 2 ? argv[2] : "{{endpoint.primary}}";
    const char *backup = argc > 3 ? argv[3] : "{{endpoint.backup}}";
    const char *primary_state = argc > 4 ? argv[4] : "{{endpoint.primaryState}}";
    const char *backup_state = argc > 5 ? argv[5] : "{{endpoint.backupState}}";
    bool is_primary = strcmp(role, "primary") == 0;
    if (!is_primary && strcmp(role, "backup") != 0)
        misused(usage);
    const char *service = is_primary ? primary : backup;
    const char *own_state = is_primary ? primary_state : backup_state;
    const char *peer_state = is_primary ? backup_state : primary_state;

    void *context = zmq_ctx_new();
    void *clients = zmq_socket(context, ZMQ_ROUTER);
    void *publisher = zmq_socket(context, ZMQ_PUB);
    void *subscriber = zmq_socket(context, ZMQ_SUB);
    int linger = 0;
    zmq_setsockopt(clients, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(publisher, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(subscriber, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(subscriber, ZMQ_SUBSCRIBE, "", 0);
    if (zmq_bind(clients, service) != 0)
        cannot("bind", service);
    if (zmq_bind(publisher, own_state) != 0)
        cannot("bind", own_state);
    if (zmq_connect(subscriber, peer_state) != 0)
        cannot("connect", peer_state);
    puts("ready");

    enum state state = is_primary ? PRIMARY : BACKUP;
    int64_t heartbeat_at = now_ms();
    int64_t peer_gone_at = now_ms() + PEER_GONE_MS;
    while (!stopped) {
        zmq_pollitem_t items[] = {{subscriber, 0, ZMQ_POLLIN, 0}, {clients, 0, ZMQ_POLLIN, 0}};
        zmq_poll(items, 2, until(heartbeat_at));
        struct message message;
        if (items[0].revents & ZMQ_POLLIN && receive_message(subscriber, &message, 0)) {
            enum state peer;
            if (is_single(&message) && read_state(message.frames[0], &peer)) {
                state = after_peer(state, peer);
                peer_gone_at = now_ms() + PEER_GONE_MS;
            }
            discard(&message);
        }
        if (items[1].revents & ZMQ_POLLIN && receive_message(clients, &message, 0)) {
            struct frame *frames = message.frames;
            state = after_request(state, now_ms() >= peer_gone_at);
            if (message.count != 3) {
                fprintf(stderr, "skipped a message of %zu frames\n", message.count);
            } else if (state == ACTIVE) {
                char *reply = answer(frames[2].data);
                send_message(clients, frames[0], text(""), text(reply));
                free(reply);
            }
            discard(&message);
        }
        if (now_ms() >= heartbeat_at) {
            send_message(publisher, text(state_names[state]));
            heartbeat_at = now_ms() + HEARTBEAT_MS;
        }
    }

    zmq_close(subscriber);
    zmq_close(publisher);
    zmq_close(clients);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
