/**
 * Storage in files on a disk with faults: for tests of what the broker promises when disks fail.
 *
 * <p>The storage named {@code faulty} is the {@code file} storage on a {@link io.gokafka.faultydisk.FaultyDisk}. For that, its
 * plugin folder holds a copy of the {@code file} storage; {@code target/plugin} is made to be a broker's {@code plugin-dirs}. Below
 * a broker's data directory, only what belongs to the storage is on this disk.
 *
 * <p>With {@code storage.faulty.journal} set, {@link io.gokafka.faultydisk.PowerLoss} makes of a killed broker's directory what a
 * power cut would have left. The file of {@code storage.faulty.control} switches other faults on and off while the broker runs.
 * {@link io.gokafka.storage.faulty.Damage} spoils the files of a stopped broker.
 */
@NullMarked
package io.gokafka.storage.faulty;

import org.jspecify.annotations.NullMarked;
