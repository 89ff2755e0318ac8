@NullMarked
package dev.waybill.local.audit.digest;

import org.jspecify.annotations.NullMarked;
