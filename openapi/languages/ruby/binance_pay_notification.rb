# frozen_string_literal: true

require 'json'
require 'openssl'

# Verifies and parses a notification.
module BinancePayNotification
  # Time window. The provider documents none.
  WINDOW_MS = 600_000

  # The notification is not from the provider, or malformed: ignore it, and do not respond with SUCCESS.
  class Invalid < StandardError; end

  # data is the raw data, which may contain a token; nil if it is not a string. authorization is present for the
  # biz_type TECH_PROVIDER.
  Notification = Struct.new(:biz_type, :biz_id, :biz_status, :data, :authorization, keyword_init: true) do
    def inspect
      "#<Notification #{biz_type} #{biz_id} #{biz_status}>"
    end
    alias_method :to_s, :inspect
  end

  # The token is a secret. It is present after a rejection, too: it does not prove consent.
  AuthorizationEvent = Struct.new(
    :authorization_id, :authorization_token, :merchant_id, :merchant_name, :scopes, keyword_init: true
  ) do
    def inspect
      "#<AuthorizationEvent #{authorization_id} #{merchant_id}>"
    end
    alias_method :to_s, :inspect
  end

  module_function

  # Returns the verified notification, otherwise raises Invalid. headers: names in any case. body: the raw
  # bytes, before any framework parses them. public_key: returns the PEM text of a serial in upper case, nil for
  # one that the provider does not list.
  def verify(headers, body, public_key, now_ms = Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond))
    sent = headers.transform_keys(&:downcase)
    timestamp, nonce, serial, signature = %w[timestamp nonce certificate-sn signature].map do |name|
      sent["binancepay-#{name}"] || raise(Invalid, "no header binancepay-#{name}")
    end
    unless timestamp.match?(/\A[0-9]{1,18}\z/) && (now_ms - timestamp.to_i).abs <= WINDOW_MS
      raise Invalid, 'timestamp outside of the window'
    end
    pem = public_key.call(serial.upcase) || raise(Invalid, 'unknown certificate serial')
    # The final line feed is part of the payload.
    payload = "#{timestamp}\n#{nonce}\n".b + body.b + "\n"
    raise Invalid, 'wrong signature' unless signed?(pem, payload, signature)

    # The body is verified: parse it now.
    read(parse(body))
  rescue JSON::ParserError, TypeError
    # No cause, since it may quote the token.
    raise Invalid, 'signed, but not readable as a notification', cause: nil
  end

  def signed?(pem, payload, signature)
    # White space in the signature is ignored.
    OpenSSL::PKey::RSA.new(pem).verify('SHA256', signature.gsub(/\s/, '').unpack1('m0'), payload)
  rescue ArgumentError, OpenSSL::PKey::PKeyError
    false
  end

  def read(event)
    data = event['data'].is_a?(String) ? event['data'] : nil
    # JSON text.
    authorization = event['bizType'] == 'TECH_PROVIDER' ? authorization(parse(data)) : nil
    # Other kinds may have no bizId.
    biz_id = authorization ? event['bizId'] : event.fetch('bizId', '')
    Notification.new(
      biz_type: text(event['bizType']), biz_id: id(biz_id), biz_status: text(event['bizStatus']), data: data,
      authorization: authorization
    )
  end

  def authorization(data)
    AuthorizationEvent.new(
      authorization_id: text(data['authorizationId']), authorization_token: text(data['authorizationToken']),
      merchant_id: id(data['merchantId']), merchant_name: text(data['merchantName']), scopes: data['scopes']
    )
  end

  def parse(json)
    utf8 = String.new(json, encoding: Encoding::UTF_8)
    raise TypeError unless utf8.valid_encoding?

    object = JSON.parse(utf8)
    object.is_a?(Hash) ? object : raise(TypeError)
  end

  # Ruby's integers have any number of digits.
  def id(value)
    value.is_a?(Integer) ? value.to_s : text(value)
  end

  def text(value)
    value.is_a?(String) ? value : raise(TypeError)
  end
  private_class_method :signed?, :read, :authorization, :parse, :id, :text
end
