// CURVE keys in files, 40 characters of Z85 each (RFC 32).
#ifndef KEYS_H
#define KEYS_H

#include "program.h"

enum { KEY_SIZE = 41 };

// Reads DIRECTORY/NAME, or ends the program where there is no key.
static inline void read_key(const char *directory, const char *name, char key[KEY_SIZE]) {
    char *path = formatted("%s/%s", directory, name);
    FILE *file = fopen(path, "r");
    size_t size = file == NULL ? 0 : fread(key, 1, KEY_SIZE - 1, file);
    uint8_t binary[32];
    key[size] = '\0';
    if (file != NULL)
        fclose(file);
    if (size != KEY_SIZE - 1 || zmq_z85_decode(binary, key) == NULL) {
        fprintf(stderr, "cannot read a key from %s: run keys first\n", path);
        exit(EXIT_FAILURE);
    }
    free(path);
}

// Ends the program where an option of CURVE is refused: without it the socket would not encrypt.
static inline _Noreturn void cannot_encrypt(void) {
    fprintf(stderr, "cannot encrypt with CURVE: %s\n", zmq_strerror(zmq_errno()));
    exit(EXIT_FAILURE);
}

#endif
