// CURVE keys of the server and the client, in files that are never overwritten. The other side
// needs the public ones only.
#include "keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static _Noreturn void failed(const char *path) {
    fprintf(stderr, "cannot write %s: %s\n", path, strerror(errno));
    exit(EXIT_FAILURE);
}

static void write_key(const char *path, const char *key, mode_t mode) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (file < 0)
        failed(path);
    FILE *stream = fdopen(file, "w");
    if (stream == NULL || fputs(key, stream) == EOF || fclose(stream) != 0)
        failed(path);
}

static void make_keys(const char *directory, const char *owner) {
    char *public_path = formatted("%s/%s.public", directory, owner);
    char *secret_path = formatted("%s/%s.secret", directory, owner);
    bool has_public = access(public_path, F_OK) == 0;
    bool has_secret = access(secret_path, F_OK) == 0;
    if (has_public && has_secret) {
        printf("kept %s keys\n", owner);
    } else if (has_public) {
        fprintf(stderr, "%s is there without %s: remove it to make both anew\n", public_path,
                secret_path);
        exit(EXIT_FAILURE);
    } else {
        char public_key[KEY_SIZE], secret_key[KEY_SIZE];
        if (has_secret) {
            // the public key follows from the secret one
            char name[64];
            snprintf(name, sizeof name, "%s.secret", owner);
            read_key(directory, name, secret_key);
            zmq_curve_public(public_key, secret_key);
        } else {
            if (zmq_curve_keypair(public_key, secret_key) != 0) {
                fputs("this libzmq was built without CURVE\n", stderr);
                exit(EXIT_FAILURE);
            }
            write_key(secret_path, secret_key, 0600);
        }
        write_key(public_path, public_key, 0644);
        printf("made %s keys\n", owner);
    }
    free(public_path);
    free(secret_path);
}

int main(int argc, char **argv) {
    start(argc, argv, 1, "keys [DIRECTORY]");
    const char *directory = argc > 1 ? argv[1] : "keys";

    if (mkdir(directory, 0777) != 0 && errno != EEXIST)
        failed(directory);
    make_keys(directory, "server");
    make_keys(directory, "client");
    return EXIT_SUCCESS;
}
