/** Tests of services that stay up. */
@NullMarked
package dev.waybill.cli.up;

import org.jspecify.annotations.NullMarked;
