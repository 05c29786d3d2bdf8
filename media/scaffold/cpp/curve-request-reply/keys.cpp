// CURVE keys of the server and the client, in files that are never overwritten. The other side
// needs the public ones only.
#include "keys.hpp"
#include "program.hpp"

#include <array>
#include <stdexcept>

namespace fs = std::filesystem;

using Key = std::array<char, 41>;

static void write_key(const fs::path &path, const Key &key, fs::perms permissions) {
    std::ofstream file(path);
    // while the file is empty
    fs::permissions(path, permissions);
    file << key.data() << std::flush;
    if (!file)
        throw std::runtime_error("cannot write " + path.string());
}

static void make_keys(const fs::path &directory, const std::string &owner) {
    const auto public_path = directory / (owner + ".public");
    const auto secret_path = directory / (owner + ".secret");
    const bool has_public = fs::exists(public_path);
    const bool has_secret = fs::exists(secret_path);
    if (has_public && has_secret) {
        std::cout << "kept " << owner << " keys" << std::endl;
        return;
    }
    if (has_public)
        throw std::runtime_error(public_path.string() + " is there without " +
                                 secret_path.string() + ": remove it to make both anew");
    Key public_key{};
    Key secret_key{};
    if (has_secret) {
        // the public key follows from the secret one
        zmq_curve_public(public_key.data(), read_key(secret_path).c_str());
    } else {
        if (zmq_curve_keypair(public_key.data(), secret_key.data()) != 0)
            throw std::runtime_error("this libzmq was built without CURVE");
        write_key(secret_path, secret_key, fs::perms::owner_read | fs::perms::owner_write);
    }
    write_key(public_path, public_key,
              fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read |
                  fs::perms::others_read);
    std::cout << "made " << owner << " keys" << std::endl;
}

int main(int argc, char **argv) {
    start(argc, argv, 1, "keys [DIRECTORY]");
    const fs::path directory = argc > 1 ? argv[1] : "keys";

    try {
        fs::create_directories(directory);
        make_keys(directory, "server");
        make_keys(directory, "client");
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
