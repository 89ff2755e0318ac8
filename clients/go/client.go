// Package waybill calls Waybill's services the way they expect: it repeats what was not answered, and
// resumes streams.
package waybill

import (
	"context"
	"iter"
	"math/rand/v2"
	"time"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	orderv1 "waybill.dev/contracts/waybill/order/v1"
)

const (
	firstBackoff   = 50 * time.Millisecond
	longestBackoff = 2 * time.Second
	attemptTimeout = 5 * time.Second
)

// Dial opens a channel to a service. An empty caFile means no TLS; otherwise the server's certificate
// must come from the authority in that file.
func Dial(target, caFile string) (*grpc.ClientConn, error) {
	security := insecure.NewCredentials()
	if caFile != "" {
		var err error
		if security, err = credentials.NewClientTLSFromFile(caFile, ""); err != nil {
			return nil, err
		}
	}
	return grpc.NewClient(target, grpc.WithTransportCredentials(security))
}

// Place sends the request until it is answered or the context ends. Several stubs are asked in turn,
// for any instance can answer. The request id keeps the order from being placed twice.
func Place(ctx context.Context, request *orderv1.PlaceOrderRequest, stubs ...orderv1.OrderServiceClient) (*orderv1.Order, error) {
	backoff := firstBackoff
	for attempt := 0; ; attempt++ {
		attemptCtx, cancel := context.WithTimeout(ctx, attemptTimeout)
		response, err := stubs[attempt%len(stubs)].PlaceOrder(attemptCtx, request)
		cancel()
		if err == nil {
			return response.Order, nil
		}
		if IsFinal(err) || !pause(ctx, &backoff) {
			return nil, err
		}
	}
}

// Watch returns the events and heartbeats of a customer's orders, of all orders without a customer. It
// resumes the stream whenever it breaks, so that no event is missed or comes twice. It ends with the
// context, or with an error that would come again.
func Watch(ctx context.Context, orders orderv1.OrderServiceClient, customerID string) iter.Seq2[*orderv1.WatchOrdersResponse, error] {
	return func(yield func(*orderv1.WatchOrdersResponse, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel() // also when the caller leaves its loop
		request := &orderv1.WatchOrdersRequest{CustomerId: customerID}
		backoff := firstBackoff
		for {
			stream, err := orders.WatchOrders(ctx, request)
			for err == nil {
				var message *orderv1.WatchOrdersResponse
				if message, err = stream.Recv(); err == nil {
					request.ResumeToken = message.ResumeToken
					backoff = firstBackoff
					if !yield(message, nil) {
						return
					}
				}
			}
			if IsFinal(err) || !pause(ctx, &backoff) {
				yield(nil, err)
				return
			}
		}
	}
}

// pause waits for a random delay between half the backoff and all of it, and doubles the backoff. It
// returns false if the context ends before.
func pause(ctx context.Context, backoff *time.Duration) bool {
	delay := *backoff/2 + rand.N(*backoff/2)
	*backoff = min(2**backoff, longestBackoff)
	select {
	case <-ctx.Done():
		return false
	case <-time.After(delay):
		return true
	}
}

// IsFinal tells whether the same request would get the same answer again. After any other error the
// request may have succeeded, and can be repeated with the same ids.
func IsFinal(err error) bool {
	switch status.Code(err) {
	case codes.InvalidArgument, codes.NotFound, codes.AlreadyExists, codes.FailedPrecondition,
		codes.OutOfRange, codes.Unimplemented, codes.Unauthenticated, codes.PermissionDenied:
		return true
	default:
		return false
	}
}

// CodeName returns the status code as the documentation writes it, such as ALREADY_EXISTS.
func CodeName(err error) string {
	return code.Code(status.Code(err)).String()
}

// Reason returns the stable reason of an error of Waybill's, or "" if it has none.
func Reason(err error) string {
	return detail(err, (*errdetails.ErrorInfo).GetReason)
}

// Fields returns the fields of the request that break a rule.
func Fields(err error) []string {
	var fields []string
	for _, violation := range detail(err, (*errdetails.BadRequest).GetFieldViolations) {
		fields = append(fields, violation.Field)
	}
	return fields
}

// detail applies the function to the error's detail of its type, if there is one.
func detail[D, T any](err error, of func(D) T) T {
	for _, detail := range status.Convert(err).Details() {
		if found, ok := detail.(D); ok {
			return of(found)
		}
	}
	var none T
	return none
}
