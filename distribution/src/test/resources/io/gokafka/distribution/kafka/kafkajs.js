// What KafkaJsIT runs: node - NODE_MODULES BOOTSTRAP SCENARIO ARGUMENT...; prints what the test compares.
const [modules, bootstrap, scenario, topic, group] = process.argv.slice(2);
const { Kafka, CompressionTypes, logLevel } = require(modules + '/kafkajs');
const kafka = new Kafka({ clientId: 'it', brokers: bootstrap.split(','), logLevel: logLevel.NOTHING });

const until = async (what, condition) => {
  const deadline = Date.now() + 60000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('not in time: ' + what);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
};

const scenarios = {
  async produce() {
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const messages = from => Array.from({ length: 50 }, (_, i) => ({
      partition: 0, key: `key ${from + i}`, value: `value ${from + i}`, headers: { index: `${from + i}` } }));
    const first = await producer.send({ topic, acks: -1, messages: messages(0) });
    const second = await producer.send({ topic, acks: -1, compression: CompressionTypes.GZIP, messages: messages(50) });
    await producer.send({ topic, messages: [{ partition: 0, key: 'tombstone', value: null }] });
    console.log('offsets', first[0].baseOffset, second[0].baseOffset);
    await producer.disconnect();
  },

  async group() {
    const seen = [];
    const sizes = new Map();
    const member = async () => {
      const consumer = kafka.consumer({ groupId: group, sessionTimeout: 10000, heartbeatInterval: 500, rebalanceTimeout: 5000 });
      consumer.on(consumer.events.GROUP_JOIN, e =>
        sizes.set(consumer, (e.payload.memberAssignment[topic] || []).length));
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await consumer.run({ eachMessage: async m => { seen.push(`${m.partition}@${m.message.offset}`); } });
      return consumer;
    };
    const admin = kafka.admin();
    await admin.connect();
    const committed = async () => (await admin.fetchOffsets({ groupId: group, topics: [topic] }))[0].partitions
      .sort((a, b) => a.partition - b.partition).map(p => p.offset);
    const one = await member();
    await until('40 records', () => seen.length >= 40);
    await until('commits', async () => (await committed()).every(o => o === '10'));
    console.log('alone', seen.length);
    const two = await member();
    await until('a share for each', () => sizes.get(one) === 2 && sizes.get(two) === 2);
    console.log('shared', sizes.get(one), sizes.get(two));
    const producer = kafka.producer();
    await producer.connect();
    for (let p = 0; p < 4; p++) {
      await producer.send({ topic, messages: Array.from({ length: 10 }, () => ({ partition: p, value: 'v' })) });
    }
    await until('80 records', () => seen.length >= 80);
    console.log('together', seen.length, new Set(seen).size);
    await Promise.all([one.disconnect(), two.disconnect(), producer.disconnect()]);
    console.log('committed', ...await committed());
    await admin.disconnect();
  },

  async admin() {
    const admin = kafka.admin();
    await admin.connect();
    console.log('brokers', (await admin.describeCluster()).brokers.length);
    const topics = [{ topic, numPartitions: 2, replicationFactor: 3 }];
    console.log('created', await admin.createTopics({ topics, waitForLeaders: true }));
    console.log('again', await admin.createTopics({ topics }));
    const partitions = async () => (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions.length;
    console.log('partitions', await partitions());
    await admin.createPartitions({ topicPartitions: [{ topic, count: 4 }] });
    await until('4 partitions', async () => (await partitions()) === 4);
    console.log('grown', await partitions());
    let offsets;
    await until('leaders', async () => {
      try { offsets = await admin.fetchTopicOffsets(topic); return true; } catch { return false; }
    });
    console.log('offsets', ...offsets.sort((a, b) => a.partition - b.partition).map(o => `${o.partition},${o.offset}`));
    const resources = [{ type: 2, name: topic }];
    const config = async name => (await admin.describeConfigs({ resources, includeSynonyms: false }))
      .resources[0].configEntries.find(e => e.configName === name).configValue;
    console.log('config', await config('cleanup.policy'));
    await admin.alterConfigs({ resources: [{ type: 2, name: topic, configEntries: [{ name: 'retention.ms', value: '86400000' }] }] });
    await until('the new value', async () => (await config('retention.ms')) === '86400000');
    console.log('altered', await config('retention.ms'));
    await admin.setOffsets({ groupId: group, topic, partitions: [{ partition: 0, offset: '7' }] });
    const own = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    console.log('group offsets', own[0].partitions.filter(p => p.offset !== '-1').map(p => `${p.partition}:${p.offset}`).join());
    console.log('group', (await admin.describeGroups([group])).groups[0].state);
    await admin.deleteGroups([group]);
    await admin.deleteTopics({ topics: [topic] });
    await until('it is gone', async () => !(await admin.listTopics()).includes(topic));
    console.log('deleted', true);
    await admin.disconnect();
  },
};

scenarios[scenario]().catch(e => { console.error(e); process.exit(1); });
