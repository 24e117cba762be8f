# frozen_string_literal: true

require_relative 'binance_pay_notification'
require_relative 'example'

# Caches the keys for an hour. Queries again for an unknown serial, at most once a minute.
class PublicKeys
  def initialize(api)
    @api = api
    @lock = Mutex.new
    @keys = {}
    @asked = -Float::INFINITY
  end

  def call(serial)
    @lock.synchronize do
      now = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      if now - @asked > 3600 || !@keys.key?(serial) && now - @asked > 60
        @asked = now
        @keys = data { @api.query_certificates({}) }.to_h { |each| [each.cert_serial.upcase, each.cert_public] }
      end
      @keys[serial]
    end
  end
end

# Receiver of notifications as a Rack application. The provider retries after any status but 200.
class Webhook
  def initialize(public_keys)
    @public_keys = public_keys
  end

  def call(env)
    headers = env.select { |name, _| name.start_with?('HTTP_') }
    headers.transform_keys! { |name| name.delete_prefix('HTTP_').tr('_', '-') }
    # Raw bytes, at most 1 MiB.
    notification = BinancePayNotification.verify(headers, env['rack.input'].read(1 << 20).to_s, @public_keys)
    if notification.authorization && notification.biz_status == 'SUBMIT_AUTH_AGREE'
      # The same event may arrive again: process it idempotently.
      puts "Agreed: #{notification.authorization.authorization_id}"
    end
    [200, { 'content-type' => 'application/json' }, ['{"returnCode":"SUCCESS","returnMessage":null}']]
  rescue BinancePayNotification::Invalid
    [400, {}, []]
  end
end

if $PROGRAM_NAME == __FILE__
  public_keys = PublicKeys.new(certificate_api(ENV.fetch('BINANCE_PAY_SECRET_KEY')))
  p Webhook.new(public_keys).call('rack.input' => StringIO.new('{}'))
end
