/** Tests of what runs on this machine. */
@NullMarked
package dev.waybill.cli.local;

import org.jspecify.annotations.NullMarked;
