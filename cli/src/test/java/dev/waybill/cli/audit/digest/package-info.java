@NullMarked
package dev.waybill.cli.audit.digest;

import org.jspecify.annotations.NullMarked;
