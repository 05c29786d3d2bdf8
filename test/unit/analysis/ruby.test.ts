import assert from 'node:assert/strict';
import { ruby } from '../../../src/analysis/languages/ruby/ruby';
import { linkConstants } from '../../../src/analysis/linkConstants';
import { analyse, socketNamed, usesOf } from '../../support/analysis/analyse';

describe('source analysis of Ruby', () => {
  it('tells options, topics, identity, security and turns', async () => {
    const facts = await analyse(
      `require 'ffi-rzmq'
context = ZMQ::Context.new
sub = context.socket(ZMQ::SUB)
sub.setsockopt(ZMQ::RCVHWM, 10)
sub.setsockopt(ZMQ::IDENTITY, 'me')
%w[a b].each { |topic| sub.setsockopt(ZMQ::SUBSCRIBE, topic) }
sub.setsockopt(ZMQ::CURVE_SERVERKEY, key)
sub.connect('tcp://localhost:1')
loop { sub.recv_string(text = '') }
push = context.socket(ZMQ::PUSH)
push.linger = 0
push.send_string('1', ZMQ::SNDMORE)
push.close
`,
      ruby,
    );
    const sub = socketNamed(facts, 'sub');
    assert.deepEqual(sub.subscriptions, ['a', 'b']);
    assert.deepEqual(
      sub.options.map(({ name, value }) => [name, value]),
      [
        ['RCVHWM', 10],
        ['ROUTING_ID', 'me'],
        ['CURVE_SERVERKEY', undefined],
      ],
    );
    assert.equal(sub.identity, 'me');
    assert.deepEqual(sub.security, { mechanism: 'CURVE', isServer: false });
    assert.deepEqual([sub.sends, sub.receives], [false, true]);
    const push = socketNamed(facts, 'push');
    assert.deepEqual(
      push.operations.map(({ kind, isMultipart }) => [kind, isMultipart ?? false]),
      [
        ['setOption', false],
        ['send', true],
        ['close', false],
      ],
    );
  });

  it('reads blocks where they stand, and those of methods that yield', async () => {
    const facts = await analyse(
      `require 'ffi-rzmq'
def with_socket(type, *endpoints, **options)
  socket = ZMQ::Context.new.socket(type)
  endpoints.each(&socket.method(:connect)) if options[:connect]
  endpoints.each { socket.bind(_1) } if options[:bind]
  yield socket
end
with_socket(ZMQ::PUB, 'tcp://*:1', 'tcp://*:2', bind: true) { |pub| pub.bind('tcp://*:3') }
sockets = (4..5).map { |port| ZMQ::Context.new.socket(ZMQ::PULL).tap { |s| s.bind("tcp://*:#{port}") } }
`,
      ruby,
    );
    assert.deepEqual(
      usesOf(facts).filter((use) => !use.includes('connect')),
      [
        'PUB bind tcp://*:1',
        'PUB bind tcp://*:2',
        'PUB bind tcp://*:3',
        'PULL bind tcp://*:4',
        'PULL bind tcp://*:5',
      ],
    );
  });

  it('tells variables, methods and attributes of one name apart', async () => {
    const facts = await analyse(
      `require 'cztop'
class Node
  attr_reader :endpoint
  def initialize(endpoint) = @endpoint = endpoint
  def socket = @socket ||= CZTop::Socket::PUSH.new
  def open
    socket = self.socket
    socket.connect(endpoint)
  end
end
Node.new('tcp://a:1').open
`,
      ruby,
    );
    assert.deepEqual(usesOf(facts), ['PUSH connect tcp://a:1']);
    assert.equal(socketNamed(facts, 'socket').library, 'cztop');
  });

  it('tells methods of a class and of its objects apart, and goes through circles of them', async () => {
    const facts = await analyse(
      `require 'ffi-rzmq'
class Queue
  def self.run(*args, **options) = new(*args, **options).run
  def initialize(context, back: 'tcp://*:1')
    @socket = context.socket(ZMQ::PUB)
    @back = back
    @jobs = Jobs.new
  end
  def run
    @socket.bind(@back)
    @jobs << @socket
  end
end
class Jobs
  def initialize = @list = []
  def <<(job) = @list << job
end
Queue.run(ZMQ::Context.new, back: 'tcp://*:2')
`,
      ruby,
    );
    assert.deepEqual(usesOf(facts), ['PUB bind tcp://*:2']);
  });

  it('takes constants of required files', async () => {
    const ports = await analyse(`module Ports\n  RELAY = 7001\n  HOST = 'relay'.freeze\nend\n`, ruby);
    const facts = await analyse(
      `require 'ffi-rzmq'
require_relative '../config/ports'
ZMQ::Context.new.socket(ZMQ::REQ).connect("tcp://#{Ports::HOST}:#{Ports::RELAY}")
`,
      ruby,
    );
    const linked = linkConstants(facts, 'app/lib/main.rb', ruby, (path) =>
      path === 'app/config/ports.rb' ? ports : undefined,
    );
    assert.deepEqual(usesOf(linked), ['REQ connect tcp://relay:7001']);
  });

  it('says that a block of Thread.new runs in a thread', async () => {
    const facts = await analyse(
      `require 'ffi-rzmq'
pull = ZMQ::Context.new.socket(ZMQ::PULL)
Thread.new(pull) { |socket| socket.recv_string(text = '') }
`,
      ruby,
    );
    assert.equal(facts.threads.length, 1);
    assert.deepEqual(
      socketNamed(facts, 'pull').operations.map(({ kind, place }) => [kind, place.function]),
      [['receive', 'anonymous']],
    );
  });

  it('takes defaults that use self, included modules of the class, structs by name and options of Thor', async () => {
    const facts = await analyse(
      `require 'ffi-rzmq'
class Hub
  Endpoint = Struct.new(:host, :port, keyword_init: true) do
    def to_s
      port ? "tcp://#{host}:#{port}" : "inproc://#{host}"
    end
  end
  TYPES = Hash.new(ZMQ::DEALER).merge(jobs: ZMQ::PULL, stop: ZMQ::PAIR)
  PLACES = { jobs: Endpoint.new(host: '*', port: 1), stop: Endpoint.new(host: 'stop') }.freeze
  class << self
    def url
      'tcp://a:2'
    end
  end
  module Opening
    def open(name)
      ZMQ::Context.new.socket(TYPES[name]).bind(PLACES.fetch(name).to_s)
    end
  end
  include Opening
  class_option :broker, default: 'tcp://b:3'
  def run(url = self.class.url)
    open(:jobs)
    open(:stop)
    req = ZMQ::Context.new.socket(ZMQ::REQ)
    req.connect(url)
    req.connect(options[:broker])
    TCPSocket.new('h', 1).connect('tcp://h:4')
  end
end
`,
      ruby,
    );
    assert.deepEqual(usesOf(facts), [
      'PULL bind tcp://*:1',
      'PAIR bind inproc://stop',
      'REQ connect tcp://a:2',
      'REQ connect tcp://b:3',
    ]);
  });

  it('RSpec: shared examples run with what they are given', async () => {
    const facts = await analyse(
      `require 'ffi-rzmq'
RSpec.describe 'sockets' do
  shared_examples 'a publisher' do |url|
    it('publishes') { ZMQ::Context.new.socket(ZMQ::PUB).bind(url) }
  end
  it_behaves_like 'a publisher', 'tcp://*:1'
  context('inside') { include_examples 'a publisher', 'inproc://x' }
end
`,
      ruby,
    );
    assert.deepEqual(usesOf(facts), ['PUB bind tcp://*:1', 'PUB bind inproc://x']);
  });

  it('makes objects of classes that are arguments, and reads attributes that classes declare', async () => {
    const facts = await analyse(
      `require 'ffi-rzmq'
require 'cztop'
class Settings < Dry::Struct
  attribute :url, Types::String.default('tcp://a:1')
  attribute :other, Types::String
  attribute :ports do
    attribute :stats, Types::Integer
  end
end
def make(klass, url)
  klass.new.connect(url)
end
settings = Settings.new({ other: 'tcp://b:2', ports: { stats: 3 } })
make(CZTop::Socket::PUB, settings.url)
make(CZTop::Socket::SUB, settings.other)
make(CZTop::Socket::REQ, "tcp://c:#{settings.ports.stats}")
`,
      ruby,
    );
    assert.deepEqual(usesOf(facts), [
      'PUB connect tcp://a:1',
      'SUB connect tcp://b:2',
      'REQ connect tcp://c:3',
    ]);
  });
});
