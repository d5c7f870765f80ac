/**
 * Unmodified Kafka clients against three brokers of the image.
 *
 * <p>With {@code -Dgokafka.it.bootstrap=host:port} the same tests run against a cluster that is there already, Apache Kafka for
 * instance; those that kill brokers are skipped then. That cluster needs three brokers, {@code group.initial.rebalance.delay.ms=0},
 * {@code log.retention.check.interval.ms} of about a second, and session timeouts of 6 s for the consumer protocol.
 */
package io.gokafka.distribution.kafka;
