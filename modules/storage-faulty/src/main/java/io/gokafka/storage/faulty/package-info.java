/**
 * Storage in files on a disk with faults: for tests of what the broker promises when disks fail.
 *
 * <p>The storage named {@code faulty} is the {@code file} storage on a file system of this package, which hands everything to
 * the default one. For that, its plugin folder holds a copy of the {@code file} storage; {@code target/plugin} is made to be
 * a broker's {@code plugin-dirs}.
 *
 * <p><b>Power loss.</b> The page cache outlives a SIGKILL, so a killed broker's files have everything. With {@code
 * storage.faulty.journal} set, each change that a power cut could undo is noted there before it is made, and {@link
 * io.gokafka.storage.faulty.PowerLoss} makes of the killed broker's directory what the disk could hold. The rules:
 *
 * <ul>
 *   <li>Content is pending until a {@code force} of that file that began after the write or truncation had ended. The name
 *       under which the file was written, or is found, does not matter.
 *   <li>Of a file with pending changes, each 512-byte sector has what it had at some moment since the last {@code force}, and
 *       so has the length, each moment chosen by itself. So writes get lost, torn at a sector, or reach the disk in another
 *       order; what lies within the length but was never written reads as zeros.
 *   <li>A sector is written whole or not at all, and what was synced stays: a neighbour's write damages nothing.
 *   <li>A name that was made, renamed or deleted is pending until a {@code force} of its directory that began afterwards. A
 *       {@code force} of the file does not help its name (it does on some file systems, which promises nothing).
 *   <li>The pending changes of one directory reach the disk in their order, as journaling file systems do it: some first of
 *       them are there, the rest is not. A rename is there or not; over an existing file, the name has the old or the new
 *       file. Different directories are independent of each other, and of the files' content.
 *   <li>When a new directory's name is lost, so is all that is in it, synced or not.
 *   <li>After a {@code force} that failed, what was pending stays so until it is written again or removed: later ones do not
 *       reach it, as the kernel takes the pages for clean.
 *   <li>Permissions and times are never lost. Renames into another directory and writable mappings are not supported.
 * </ul>
 *
 * <p><b>Other faults</b> are switched on and off while the broker runs, see {@link io.gokafka.storage.faulty.Faults}; {@link
 * io.gokafka.storage.faulty.Damage} spoils the files of a stopped broker.
 *
 * <p>Below a broker's data directory, only what belongs to the storage is on this disk.
 */
@NullMarked
package io.gokafka.storage.faulty;

import org.jspecify.annotations.NullMarked;
