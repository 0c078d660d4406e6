package io.tidewatch.testing;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.context.DynamicPropertyRegistry;

/** One real single-node KRaft broker a test JVM. */
public final class TestingKafka {
  private static final EmbeddedKafkaKraftBroker BROKER = start();

  private TestingKafka() {}

  /** The broker's address, {@code host:port}. */
  public static String bootstrapServers() {
    return BROKER.getBrokersAsString();
  }

  /** Points {@code spring.kafka.bootstrap-servers} at the broker. */
  public static void register(DynamicPropertyRegistry registry) {
    registry.add("spring.kafka.bootstrap-servers", TestingKafka::bootstrapServers);
  }

  private static EmbeddedKafkaKraftBroker start() {
    EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 4);
    broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
    broker.brokerProperty("offsets.topic.num.partitions", "4");
    broker.brokerProperty("transaction.state.log.replication.factor", "1");
    broker.brokerProperty("transaction.state.log.min.isr", "1");
    broker.afterPropertiesSet();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
    return broker;
  }
}
