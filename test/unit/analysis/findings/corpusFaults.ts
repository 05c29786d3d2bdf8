/** Faults that programs of the corpus do have, by folder: `FILE CODE LINE:COLUMN-LINE:COLUMN`. */
export const corpusFaults: Readonly<Record<string, readonly string[]>> = {
  c: [
    // a password that comes after bind
    'gateway_config.c option-after-attach 77:9-77:46',
    // a test of what libzmq refuses
    'test_bind_connect.c malformed-endpoint 76:61-76:82',
    // the key of libzmq's own examples, and nobody to ask who may connect
    'thr_bench.c secret-key-in-source 26:9-26:67',
    'thr_bench.c server-without-zap 25:9-25:71',
  ],

  cpp: [
    // a client whose context ends behind its last message, which perhaps nobody collects
    'peering.cpp no-linger 30:5-30:28',
    // placeholders for keys
    'secure_hub.cc curve-key-malformed 44:5-44:59',
    'secure_hub.cc curve-key-malformed 45:5-45:59',
    // a test of what libzmq refuses
    'zero_copy_test.cpp malformed-endpoint 31:36-31:53',
  ],

  csharp: [
    // a test of what is refused
    'TransportTests.cs malformed-endpoint 60:80-60:99',
  ],

  java: [
    // a test that rubbish is refused
    'SecureChannelTest.java malformed-endpoint 121:63-121:80',
    // a test of what happens then
    'TransportTest.java malformed-endpoint 33:35-33:39',
  ],

  javascript: [
    // the identity behind connect
    'broker_v5.js option-after-attach 64:3-64:34',
  ],

  php: [
    // a test that rubbish is refused
    'ClientTest.php malformed-endpoint 58:26-58:30',
    // another of these
    'SocketPairTest.php malformed-endpoint 87:47-87:57',
    // binds to the name of a host
    'factory.php bind-to-host-name 102:17-102:49',
  ],

  plain: [
    // the port of an entry that is called broken
    'settings.json port-out-of-range 5:16-5:37',
  ],

  python: [
    // a client that sets the server's key alone
    'chat_room.py curve-client-incomplete 111:5-111:33',
    // a recorder that pulls from the PUB and from the REP of the same file
    'chat_room.py incompatible-socket-types 115:18-115:42',
    'chat_room.py incompatible-socket-types 116:18-116:35',
    // RCVHWM behind bind
    'green_names.py option-after-attach 17:1-17:27',
    // tests that rubbish is refused
    'test_links.py malformed-endpoint 72:23-72:32',
    'test_links.py malformed-endpoint 73:52-73:67',
  ],

  rust: [
    // a test that rubbish is refused
    'typed_channel.rs malformed-endpoint 169:32-169:46',
  ],

  ruby: [
    // a PUB that sends as soon as it is bound
    'eventmachine_chat.rb pub-sends-at-once 62:5-62:35',
    // the identity behind bind
    'rbczmq_reactor.rb option-after-attach 23:1-23:27',
    // a test that rubbish is refused
    'device_hub_test.rb malformed-endpoint 144:35-144:49',
    // a test that rubbish is refused
    'spec_pubsub.rb malformed-endpoint 41:35-41:50',
  ],
};
