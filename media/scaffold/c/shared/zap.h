// A ZAP handler (RFC 27) for CURVE that lets in one client.
#ifndef ZAP_H
#define ZAP_H

#include "message.h"

// Answers one question of libzmq: [version, request id, domain, address, identity, mechanism, key].
static inline void answer_zap(void *handler, const char *client_key) {
    struct message question;
    uint8_t allowed[32];
    zmq_z85_decode(allowed, client_key);
    if (!receive_message(handler, &question, 0))
        return;
    const struct frame *frames = question.frames;
    if (question.count == 7 && is_text(frames[0], "1.0") && is_text(frames[5], "CURVE")) {
        bool is_allowed = frames[6].size == sizeof allowed &&
                          memcmp(frames[6].data, allowed, sizeof allowed) == 0;
        puts(is_allowed ? "let in the client" : "refused an unknown client");
        send_message(handler, frames[0], frames[1], text(is_allowed ? "200" : "400"),
                     text(is_allowed ? "OK" : "Not a known client"),
                     text(is_allowed ? "client" : ""), text(""));
    } else {
        fputs("refused what is no CURVE client\n", stderr);
        send_message(handler, text("1.0"), question.count > 1 ? frames[1] : text(""), text("400"),
                     text("CURVE only"), text(""), text(""));
    }
    discard(&question);
}

#endif
