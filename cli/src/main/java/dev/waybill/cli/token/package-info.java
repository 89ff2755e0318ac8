/** `waybill token`. */
@NullMarked
package dev.waybill.cli.token;

import org.jspecify.annotations.NullMarked;
